import type { Filled } from './fill.ts';

/** Above this share, memory is too close to the limit. */
const FITTING_PART = 0.8;

export function isRight({ steps, limitMegabytes }: Filled): boolean {
  return steps.every(({ most }) => most !== null && most.anonymousMegabytes <= limitMegabytes * FITTING_PART);
}

export function reportLines({ steps, limitMegabytes, unlimited }: Filled): string[] {
  const lines = steps.map(({ what, count, seconds, most }) =>
    [
      `${what.padEnd(30)}${String(count).padStart(6)} in ${String(seconds).padStart(4)} s,`,
      most === null
        ? 'Jaeger ended  ← WRONG'
        : `at most ${most.anonymousMegabytes} of ${limitMegabytes} MB, with mapped files ${most.residentMegabytes} MB`,
    ].join(' '),
  );
  if (unlimited !== null) lines.push(`Jaeger had no limit: ${unlimited}`);
  return lines;
}
