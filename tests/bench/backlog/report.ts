import type { Drained } from './drain.ts';

/** Whether nothing is missing or duplicated, the backend stayed within its limit, and everything arrived in time. */
export function isRight({ drainedSeconds, missing, twice, mostResidentMegabytes, limitMegabytes }: Drained): boolean {
  return drainedSeconds !== null && missing === 0 && twice === 0 && mostResidentMegabytes <= limitMegabytes;
}

export function lineOf(drained: Drained): string {
  const { backend, slowness, items, drainedSeconds, mostResidentMegabytes, limitMegabytes } = drained;
  return [
    `${backend.padEnd(14)}${slowness.padEnd(20)}${items} items:`,
    drainedSeconds === null ? 'not drained in time,' : `drained after ${drainedSeconds} s,`,
    `${mostResidentMegabytes} of ${limitMegabytes} MB resident,`,
    `${drained.failedAttempts} attempts failed, ${drained.missing} missing, ${drained.twice} twice,`,
    `${drained.takenAgain} taken again${isRight(drained) ? '' : '  ← WRONG'}`,
  ].join(' ');
}
