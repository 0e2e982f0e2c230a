import { ATTR_MCP_REQUEST_ATTEMPT } from '@cortex/signals/contract';
import type { SpanNode } from '@cortex/trace-testing/trace';
import { counted, duration, shortName } from '../../../model/format/text.ts';
import type { McpHop } from '../../../model/mcp-calls/hops.ts';
import { attemptsAmong } from '../../../model/spans/attempts.ts';
import { URL_FULL } from '../../../model/spans/attributes.ts';
import { isFailed } from '../../../model/spans/failed.ts';
import type { Candidate } from '../finding.ts';
import { failureOf, placeOf } from '../say.ts';
import type { View } from '../view.ts';

/** A call that was made more than once. */
interface Repeated {
  from: string;
  to: string | undefined;
  what: string;
  /** The attempts on the caller's side, in order. */
  attempts: SpanNode[];
}

/** Repeated calls: the time of all attempts before the last, with the pauses after them. */
export function retries(view: View): Candidate[] {
  const repeated = [...view.hops.flatMap(numbered), ...unnumbered(view)];
  const groups = Map.groupBy(repeated, ({ from, to, what }) => JSON.stringify([from, to, what]));
  return [...groups.values()].map((calls) => toFinding(calls, view));
}

function numbered({ to, method, tool, attempts }: McpHop): Repeated[] {
  const clients = attempts.map(({ client }) => client).filter((client) => client !== undefined);
  const [first] = clients;
  if (first === undefined || clients.length < 2) return [];
  return [{ from: first.service, to, what: tool ?? method, attempts: clients }];
}

/** Repeated calls of programs that do not number attempts. */
function unnumbered({ trace }: View): Repeated[] {
  const siblings = [trace.roots, ...trace.spans.map(({ children }) => children)];
  return siblings
    .flatMap((spans) =>
      attemptsAmong(spans.filter(({ attributes }) => attributes[ATTR_MCP_REQUEST_ATTEMPT] === undefined)),
    )
    .map((attempts) => {
      const [first] = attempts as [SpanNode];
      return { from: first.service, to: undefined, what: `${first.name} ${urlOf(first)}`, attempts };
    });
}

function urlOf(span: SpanNode): string {
  const url = span.attributes[URL_FULL];
  return url === undefined ? `of ${placeOf(span)}` : String(url).replace(/[?#].*/s, '');
}

function toFinding(calls: Repeated[], view: View): Candidate {
  const [{ from, to, what, attempts }] = calls as [Repeated];
  const lost = calls.reduce((sum, call) => sum + lostMicroseconds(call), 0) / 1000;
  const milliseconds = Math.min(lost, view.milliseconds);
  const count = calls.reduce((sum, call) => sum + call.attempts.length, 0);
  const failed = attempts.find(isFailed);
  const why = failed === undefined ? '' : ` The first failure was ${failureOf(failed)}.`;
  const whom = to === undefined ? '' : ` to ${shortName(to)}`;
  return {
    kind: 'retries',
    summary: `${shortName(from)} made ${counted(count, 'attempt')} at ${shortName(what)}${whom} in ${counted(calls.length, 'call')}; the attempts before the last${calls.length === 1 ? '' : ' of each call'}, with the pauses after them, took ${duration(lost)}.${why}`,
    service: from,
    operation: what,
    milliseconds,
    numbers: { attempts: count, calls: calls.length },
    evidence: { spans: calls.flatMap((call) => call.attempts.map(({ spanId }) => spanId)) },
    weight: milliseconds,
  };
}

function lostMicroseconds({ attempts }: Repeated): number {
  const [first] = attempts as [SpanNode];
  return (attempts.at(-1) ?? first).startMicroseconds - first.startMicroseconds;
}
