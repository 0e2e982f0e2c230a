import type { SpanNode } from '@cortex/trace-testing/trace';
import { Link } from '@tanstack/react-router';
import { cut, fineDuration } from '../../../../src/model/format/text.ts';
import { valueWithUnit } from '../../../../src/model/format/value-text.ts';
import { around } from '../../../../src/model/links/time-shown.ts';
import { callerOf } from '../../../../src/model/mcp-calls/caller.ts';
import { sizesOf } from '../../../../src/model/mcp-calls/hop-sizes.ts';
import type { McpAttempt, McpHop } from '../../../../src/model/mcp-calls/hops.ts';
import { useLookedAt } from '../../looked-at.ts';
import { ServiceMark } from '../../service-mark.tsx';

const LONGEST = 200;
/** Long enough to have the calls that show what is usual. */
const AROUND_MILLISECONDS = 30 * 60_000;

export interface HopDetailsProps {
  hop: McpHop;
  parents: ReadonlyMap<SpanNode, SpanNode>;
}

/** An MCP call: its caller and callee, and where the time of each attempt went. */
export function HopDetails({ hop, parents }: HopDetailsProps) {
  const { method, tool, from, to, protocol, transport, attempts } = hop;
  const caller = callerOf(hop);
  const facts = [method, tool, transport, protocol && `protocol ${protocol}`].filter((fact) => fact !== undefined);
  return (
    <section className="hop-details" aria-label="MCP call">
      <h3>
        MCP call {from === undefined ? 'from outside' : <ServiceMark service={from} />} →{' '}
        {to === undefined ? 'no answer' : <ServiceMark service={to} />}
      </h3>
      <p className="quiet">{cut(facts.join(' · '), LONGEST)}</p>
      {caller !== '' && <p className="quiet">called by {cut(caller, LONGEST)}</p>}
      <UsualFigures hop={hop} />
      <table>
        <thead>
          <tr>
            <th>Attempt</th>
            <th className="number">Client</th>
            <th className="number" title="network, queues and both transports">
              Gap
            </th>
            <th className="number">Server</th>
            <th className="number">Sent</th>
            <th className="number">Received</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map((attempt, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: attempts stay in their order
            <Attempt key={index} attempt={attempt} number={index + 1} parents={parents} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Links to the figures of such calls around that time, and to their CPU time. */
function UsualFigures({ hop: { method, tool, to, startMicroseconds, durationMicroseconds } }: { hop: McpHop }) {
  const { isStored } = useLookedAt();
  if (to === undefined || !isStored) return null;
  const begin = startMicroseconds / 1000;
  const time = around(begin, begin + durationMicroseconds / 1000, AROUND_MILLISECONDS);
  return (
    <p>
      <Link to="/mcp-calls" search={{ server: to, ...(tool === undefined ? { method } : { tool }), ...time }}>
        Usual figures and functions of {cut(tool ?? method, LONGEST)}
      </Link>
    </p>
  );
}

interface AttemptProps {
  attempt: McpAttempt;
  number: number;
  parents: ReadonlyMap<SpanNode, SpanNode>;
}

function Attempt({ attempt, number, parents }: AttemptProps) {
  const { client, server, gapMicroseconds } = attempt;
  const { select } = useLookedAt();
  const shown = client ?? server;
  const time = (microseconds: number | undefined) => (microseconds === undefined ? '–' : fineDuration(microseconds));
  const sizes = sizesOf(attempt, parents);
  const size = (bytes: number | undefined) => (bytes === undefined ? '–' : valueWithUnit(bytes, 'bytes'));
  const isFailed = client?.status === 'ERROR' || server?.status === 'ERROR';
  return (
    <tr>
      <td>
        <button type="button" onClick={() => select(shown?.spanId)}>
          {number}
        </button>
        {isFailed && <span className="failed"> ✖ failed</span>}
      </td>
      <td className="number">{time(client?.durationMicroseconds)}</td>
      <td className="number">{time(gapMicroseconds)}</td>
      <td className="number">
        {server === undefined ? (
          '–'
        ) : (
          <button type="button" onClick={() => select(server.spanId)}>
            {time(server.durationMicroseconds)}
          </button>
        )}
      </td>
      <td className="number">{size(sizes.request)}</td>
      <td className="number">{size(sizes.response)}</td>
    </tr>
  );
}
