import type { CallsPart } from '../../src/model/mcp-calls/call-attributes.ts';
import type { Catalogue } from '../../src/model/mcp-calls/catalogue.ts';
import type { Side } from '../../src/model/mcp-calls/group.ts';
import { Cut } from '../parts/cut.tsx';
import { CallsTable } from './calls-table.tsx';
import { Program } from './named.tsx';

export interface BreakdownsProps {
  catalogue: Catalogue;
  side: Side;
  seconds: number | undefined;
  /** Restricts the links to these calls; to all when left out. */
  part?: CallsPart;
}

/** The same calls by client, by transport and by revision of MCP. */
export function Breakdowns({ catalogue: { clients, transports, protocols }, side, seconds, part }: BreakdownsProps) {
  const shared = { side, seconds };
  const whole = <Row extends CallsPart>(rows: readonly Row[]) => rows.map((row) => ({ ...part, ...row }));
  return (
    <>
      <CallsTable
        title="Clients"
        rows={whole(clients)}
        columns={[
          {
            title: 'Client',
            of: ({ client, clientVersion }) => <Program name={client} version={clientVersion} none="(unnamed)" />,
          },
        ]}
        {...shared}
      />
      <CallsTable
        title="Transports"
        rows={whole(transports)}
        columns={[{ title: 'Transport', of: ({ transport }) => <Cut text={transportText(transport)} /> }]}
        {...shared}
      />
      <CallsTable
        title="Protocol revisions"
        rows={whole(protocols)}
        columns={[{ title: 'Revision', of: ({ protocol }) => <Cut text={protocol ?? 'unknown'} /> }]}
        {...shared}
      />
    </>
  );
}

/** The semantic conventions name a transport by its network. */
const TRANSPORTS: Record<string, string> = { pipe: 'stdio (pipe)', tcp: 'HTTP (tcp)', quic: 'HTTP/3 (quic)' };

function transportText(transport: string | undefined): string {
  return transport === undefined ? 'unknown' : (TRANSPORTS[transport] ?? transport);
}
