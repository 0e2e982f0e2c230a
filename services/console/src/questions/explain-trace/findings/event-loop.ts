import { duration } from '../../../model/text.ts';
import type { LoopDelay } from '../evidence.ts';
import type { Candidate } from '../finding.ts';
import { hotFunction, topFunctions } from '../functions.ts';
import { clean } from '../say.ts';
import type { View } from '../view.ts';
import { queries } from './queries.ts';

const LEAST_MILLISECONDS = 50;
const LEAST_SHARE = 0.1;

/** Event loops that somebody else held up while the trace ran. What the trace itself did there is no wait for others. */
export function eventLoop(view: View): Candidate[] {
  const least = Math.max(LEAST_MILLISECONDS, view.milliseconds * LEAST_SHARE);
  return view.loops.map((loop) => toFinding(loop, view)).filter(({ milliseconds = 0 }) => milliseconds >= least);
}

function toFinding({ service, milliseconds: delay, metric }: LoopDelay, view: View): Candidate {
  const own = view.cpu.find((use) => use.service === service)?.milliseconds ?? 0;
  const asked = queries(view).filter((query) => query.service === service);
  const queried = asked.reduce((sum, query) => sum + (query.milliseconds ?? 0), 0);
  const milliseconds = Math.min(delay - Math.max(own, queried), view.milliseconds);
  const use = view.processCpu.find((one) => one.service === service);
  const hot = use && hotFunction(use);
  const most =
    hot && ` Its process was busy most with ${clean(hot.name)}${hot.place === '' ? '' : ` (${clean(hot.place)})`}.`;
  return {
    kind: 'event_loop',
    summary: `The event loop of ${clean(service)} was held up for up to ${duration(delay)} while this trace ran, not by the trace itself.${most ?? ''}`,
    service,
    milliseconds,
    numbers: { loopDelayMilliseconds: delay, ownCpuMilliseconds: own },
    evidence: { metric, ...(use && { functions: topFunctions(use) }) },
    weight: milliseconds,
  };
}
