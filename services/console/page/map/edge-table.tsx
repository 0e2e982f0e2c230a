import { Link } from '@tanstack/react-router';
import { duration } from '../../src/model/format/text.ts';
import { rateText, shareText } from '../../src/model/mcp-calls/text.ts';
import { type MapEdge, UNSEEN_CALLER } from '../../src/model/services/map.ts';
import { ColumnHeads } from '../parts/column-heads.tsx';
import { Cut } from '../parts/cut.tsx';
import type { TracesSearch } from '../traces/search.ts';

const COLUMNS = [
  'From',
  'To',
  { number: 'Calls' },
  { number: 'MCP' },
  { number: 'Errors' },
  { number: '95 % within' },
] as const;

/** The edges with their figures, which link to the traces of their calls. */
export function EdgeTable({ edges, seconds }: { edges: readonly MapEdge[]; seconds: number }) {
  return (
    <section className="card" aria-label="Calls">
      <table>
        <caption className="unseen">Calls</caption>
        <ColumnHeads columns={COLUMNS} />
        <tbody>
          {edges.map((edge) => (
            <EdgeRow key={JSON.stringify([edge.from, edge.to, edge.kind])} edge={edge} seconds={seconds} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function EdgeRow({ edge, seconds }: { edge: MapEdge; seconds: number }) {
  const { from, to, calls, mcpCalls, failures, p95Milliseconds } = edge;
  const traces = tracesOf(edge);
  return (
    <tr>
      <td>
        <Cut text={from} most={40} />
      </td>
      <td>
        <Cut text={to} most={40} />
      </td>
      <td className="number">
        <Link to="/traces" search={{ ...traces, order: 'newest' }} title={`Traces of calls of ${to} by ${from}`}>
          {calls.toLocaleString('en')}
        </Link>{' '}
        <span className="quiet">{rateText(calls, seconds)}</span>
      </td>
      <td className="number">{mcpCalls === 0 ? '' : mcpCalls.toLocaleString('en')}</td>
      <td className="number">
        {failures ? (
          <Link to="/traces" search={{ ...traces, failed: true, order: 'newest' }} className="failed">
            ✖ {shareText(failures, calls)}
          </Link>
        ) : (
          <span className="quiet">{failures === undefined ? 'unknown' : '0 %'}</span>
        )}
      </td>
      <td className="number">
        {p95Milliseconds === undefined ? <span className="quiet">not measured</span> : duration(p95Milliseconds)}
      </td>
    </tr>
  );
}

/** A caller without spans has no traces, so those of the callee are linked. */
function tracesOf({ from, to, kind }: MapEdge): TracesSearch {
  if (from === UNSEEN_CALLER) return { service: to };
  return kind === 'outside' ? { service: from } : { service: from, calls: to };
}
