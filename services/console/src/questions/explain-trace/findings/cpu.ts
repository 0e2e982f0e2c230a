import { duration } from '../../../model/text.ts';
import type { CpuUse } from '../evidence.ts';
import type { Candidate } from '../finding.ts';
import { hotFunction, topFunctions } from '../functions.ts';
import { clean } from '../say.ts';
import type { View } from '../view.ts';

/** A little CPU time belongs to every request. */
const LEAST_MILLISECONDS = 10;
const LEAST_SHARE = 0.1;
const WEIGHT = 1.05;

/** CPU time within the trace, by service and function. */
export function cpu(view: View): Candidate[] {
  return view.cpu
    .filter(({ milliseconds }) => milliseconds >= Math.max(LEAST_MILLISECONDS, view.milliseconds * LEAST_SHARE))
    .map((use) => toFinding(use, view));
}

function toFinding(use: CpuUse, view: View): Candidate {
  const { service } = use;
  const milliseconds = Math.min(use.milliseconds, view.milliseconds);
  const hot = hotFunction(use);
  const most =
    hot &&
    ` Most of it in ${clean(hot.name)}${hot.place === '' ? '' : ` (${clean(hot.place)})`}: ${duration(hot.milliseconds)}.`;
  return {
    kind: 'cpu',
    summary: `${clean(service)} used ${duration(use.milliseconds)} of CPU time for this trace.${most ?? ''}`,
    service,
    milliseconds,
    numbers: { cpuMilliseconds: use.milliseconds },
    evidence: { functions: topFunctions(use) },
    weight: milliseconds * WEIGHT,
  };
}
