import { duration, shortName } from '../../../model/format/text.ts';
import type { PathSection } from '../../../model/trace/critical-path.ts';
import type { LoopDelay } from '../evidence.ts';
import type { Candidate } from '../finding.ts';
import { hotFunction, topFunctions } from '../functions.ts';
import type { View } from '../view.ts';
import { queryWork } from './queries.ts';

const LEAST_MILLISECONDS = 50;
const LEAST_SHARE = 0.1;

const UNKNOWN = ' No profile says what held it up: that may have been the trace itself.';

/** Event loops that other work delayed while the trace ran. The trace's own work there is not a wait. */
export function eventLoop(view: View): Candidate[] {
  const least = Math.max(LEAST_MILLISECONDS, view.milliseconds * LEAST_SHARE);
  return view.loops.map((loop) => toFinding(loop, view)).filter(({ milliseconds = 0 }) => milliseconds >= least);
}

function toFinding({ service, milliseconds: delay, metric }: LoopDelay, view: View): Candidate {
  const worked = view.busy.find((use) => use.service === service)?.milliseconds ?? 0;
  const own = Math.max(worked, queryWork(service, view));
  const still = longestStillness(service, view);
  const milliseconds = Math.min(delay - own, still);
  const use = view.processBusy.find((one) => one.service === service);
  const isProfiled = use !== undefined || worked > 0;
  const hot = use && hotFunction(use);
  const most =
    hot &&
    ` Its process worked most in ${shortName(hot.name)}${hot.place === '' ? '' : ` (${shortName(hot.place)})`}: ${duration(hot.milliseconds)}.`;
  return {
    kind: 'event_loop',
    summary: `The event loop of ${shortName(service)} was held up for up to ${duration(delay)} about then. The trace ${isProfiled ? `worked ${duration(own)} there, and ` : ''}waited there for up to ${duration(still)} without a break.${isProfiled ? (most ?? '') : UNKNOWN}`,
    service,
    milliseconds,
    numbers: { loopDelayMilliseconds: delay, ...(isProfiled && { ownMilliseconds: own }) },
    evidence: { metric, ...(use && { functions: topFunctions(use) }) },
    weight: milliseconds,
  };
}

/** The longest uninterrupted wait of the trace for a process: one delay of its event loop cannot have cost more. */
function longestStillness(service: string, { sections, trace, parents }: View): number {
  const servers = trace.spans.filter((span) => span.kind === 'SERVER' && span.service === service);
  const callers = new Set(servers.map((server) => parents.get(server)));
  const isThere = ({ span }: PathSection) => span.service === service || (span.kind === 'CLIENT' && callers.has(span));
  return sections.filter(isThere).reduce((longest, { begin, end }) => Math.max(longest, end - begin), 0) / 1000;
}
