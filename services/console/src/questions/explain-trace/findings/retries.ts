import type { McpAttempt, McpHop } from '../../../model/mcp-hops.ts';
import { counted, duration } from '../../../model/text.ts';
import type { Candidate } from '../finding.ts';
import { clean, failureOf } from '../say.ts';
import type { View } from '../view.ts';

/** Calls that were made more than once: what the attempts before the last cost, with the pauses after them. */
export function retries(view: View): Candidate[] {
  const repeated = view.hops.filter(({ attempts }) => attempts.length > 1);
  const groups = Map.groupBy(repeated, ({ from, to, method, tool }) => JSON.stringify([from, to, method, tool]));
  return [...groups.values()].map((hops) => toFinding(hops, view));
}

function toFinding(hops: McpHop[], view: View): Candidate {
  const [{ from, to, method, tool, attempts }] = hops as [McpHop];
  const lost = hops.reduce((sum, hop) => sum + lostMicroseconds(hop), 0) / 1000;
  const milliseconds = Math.min(lost, view.milliseconds);
  const count = hops.reduce((sum, hop) => sum + hop.attempts.length, 0);
  const [first] = attempts as [McpAttempt];
  const why = first.client === undefined ? '' : ` The first failed: ${failureOf(first.client)}.`;
  const whom = to === undefined ? '' : ` to ${clean(to)}`;
  return {
    kind: 'retries',
    summary: `${clean(from ?? 'A client')} made ${counted(count, 'attempt')} at ${clean(tool ?? method)}${whom} in ${counted(hops.length, 'call')}; what came before the last ones, and the pauses, took ${duration(lost)}.${why}`,
    ...(from !== undefined && { service: from }),
    operation: tool ?? method,
    milliseconds,
    numbers: { attempts: count, calls: hops.length },
    evidence: { spans: hops.flatMap((hop) => hop.attempts.flatMap(({ client }) => client?.spanId ?? [])) },
    weight: milliseconds,
  };
}

function lostMicroseconds({ attempts, startMicroseconds }: McpHop): number {
  return (attempts.at(-1)?.client?.startMicroseconds ?? startMicroseconds) - startMicroseconds;
}
