import { Link } from '@tanstack/react-router';
import { duration } from '../../src/model/format/text.ts';
import type { SingleCall } from '../../src/questions/mcp-calls/single-calls.ts';
import { ColumnHeads } from '../parts/column-heads.tsx';
import { Cut } from '../parts/cut.tsx';
import { Moment } from '../parts/moment.tsx';
import { Empty } from '../parts/states.tsx';
import { Program } from './named.tsx';

const COLUMNS = ['Begin', { number: 'Duration' }, 'Call', 'Client', 'Error'];

/** Calls, each linked to its span. */
export function SingleCalls({ title, calls, none }: { title: string; calls: readonly SingleCall[]; none: string }) {
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {calls.length === 0 ? <Empty>{none}</Empty> : <Table calls={calls} />}
    </section>
  );
}

function Table({ calls }: { calls: readonly SingleCall[] }) {
  return (
    <table>
      <ColumnHeads columns={COLUMNS} />
      <tbody>
        {calls.map((call) => (
          <tr key={call.spanId}>
            <td>
              <Link to="/trace/$traceId" params={{ traceId: call.traceId }} search={{ span: call.spanId }}>
                <Moment at={call.begin} />
              </Link>
            </td>
            <td className="number">{duration(call.milliseconds)}</td>
            <td className="named">
              <Cut text={call.tool ?? call.prompt ?? call.method} />
            </td>
            <td className="named">
              <Program name={call.client} version={call.clientVersion} none="(unnamed)" />
            </td>
            <td className="named">
              {call.errorType !== undefined && (
                <span className={call.failed ? 'failed' : 'quiet'}>
                  <Cut text={[call.errorType, call.message].filter(Boolean).join(': ')} most={120} />
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
