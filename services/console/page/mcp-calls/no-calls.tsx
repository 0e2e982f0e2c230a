import { Link } from '@tanstack/react-router';
import type { McpCallsAnswer } from '../../src/api/mcp-calls.ts';
import { NoData } from '../parts/no-data.tsx';
import { Empty } from '../parts/states.tsx';
import { useMcpSearch } from './use-mcp-search.ts';

const OTHER = { server: 'client', client: undefined } as const;
const TITLES = { server: 'servers', client: 'clients' };

/** The empty state. A server without instrumentation appears only in the spans of its clients, and vice versa. */
export function NoCalls({ answer: { side, away } }: { answer: Pick<McpCallsAnswer, 'side' | 'away'> }) {
  const { search } = useMcpSearch();
  if (away.length > 0) return <Empty>It is unknown whether there were MCP calls.</Empty>;
  return (
    <>
      <NoData what={`No MCP call was seen by ${TITLES[side]} in this time.`} />
      <p>
        <Link to="/mcp-calls" search={{ ...search, side: OTHER[side] }}>
          What {side === 'server' ? TITLES.client : TITLES.server} saw
        </Link>
      </p>
    </>
  );
}
