import { duration, shortName } from '../../../model/format/text.ts';
import type { LoopUse } from '../evidence.ts';
import type { Candidate } from '../finding.ts';
import { hotFunction, topFunctions } from '../functions.ts';
import type { View } from '../view.ts';
import { queryWork } from './queries.ts';

/** Less work is normal for every request. */
const LEAST_MILLISECONDS = 10;
const LEAST_SHARE = 0.1;
const WEIGHT = 1.05;

/** The work of the trace, by service and function. */
export function cpu(view: View): Candidate[] {
  const least = Math.max(LEAST_MILLISECONDS, view.milliseconds * LEAST_SHARE);
  return view.busy.map((use) => toFinding(use, view)).filter(({ milliseconds = 0 }) => milliseconds >= least);
}

function toFinding(use: LoopUse, view: View): Candidate {
  const { service } = use;
  const milliseconds = Math.min(use.milliseconds - queryWork(service, view), view.milliseconds);
  const hot = hotFunction(use);
  const most =
    hot &&
    `, ${duration(hot.milliseconds)} of it in ${shortName(hot.name)}${hot.place === '' ? '' : ` (${shortName(hot.place)})`}`;
  return {
    kind: 'cpu',
    summary: `${shortName(service)} worked ${duration(use.milliseconds)} for this trace${most ?? ''}.${ofCpu(use)}`,
    service,
    milliseconds,
    numbers: {
      busyMilliseconds: use.milliseconds,
      ...(use.cpuMilliseconds !== undefined && { cpuMilliseconds: use.cpuMilliseconds }),
    },
    evidence: { functions: topFunctions(use) },
    weight: milliseconds * WEIGHT,
  };
}

/** States the CPU time if the work took longer than that. */
function ofCpu({ milliseconds, cpuMilliseconds }: LoopUse): string {
  if (cpuMilliseconds === undefined) return '';
  const isShort = cpuMilliseconds < milliseconds / 2;
  return ` It was on a CPU for ${duration(cpuMilliseconds)}${isShort ? '; for the rest it waited for one, or in a call that blocks' : ''}.`;
}
