import type { Mismatch } from './counters/compare.ts';
import { DEVIATIONS, type DeviationKind } from './judge/deviation.ts';
import type { Verdict } from './judge/verdict.ts';

export type Figures = { traces: number; complete: number } & Record<DeviationKind, number> & {
    counterMismatches: number;
  };

/** How many deviations of each kind are shown. */
const SHOWN = 40;

export function figuresOf(verdicts: readonly Verdict[], mismatches: readonly Mismatch[]): Figures {
  const deviations = verdicts.flatMap((verdict) => verdict.deviations);
  const counted = DEVIATIONS.map((kind) => [kind, deviations.filter((deviation) => deviation.kind === kind).length]);
  return {
    traces: verdicts.length,
    complete: verdicts.filter((verdict) => verdict.deviations.length === 0).length,
    ...(Object.fromEntries(counted) as Record<DeviationKind, number>),
    counterMismatches: mismatches.length,
  };
}

/** The goal: every trace is complete, and all counters match. */
export function isReached({ traces, complete, counterMismatches }: Figures): boolean {
  return complete === traces && counterMismatches === 0;
}

/** The figures as a table, with the first few deviations of each kind. */
export function reportLines(figures: Figures, verdicts: readonly Verdict[], mismatches: readonly Mismatch[]): string[] {
  return [
    ...Object.entries(figures).map(([name, value]) => `${name.padEnd(18)}${String(value).padStart(7)}`),
    ...DEVIATIONS.flatMap((kind) => linesOf(kind, verdicts)),
    ...counterLines(mismatches),
  ];
}

function linesOf(kind: DeviationKind, verdicts: readonly Verdict[]): string[] {
  const all = verdicts.flatMap(({ expectation, deviations }) =>
    deviations
      .filter((deviation) => deviation.kind === kind)
      .map(({ text }) => ({ what: `${expectation.kind}: ${text}`, traceId: expectation.traceId ?? 'without a trace' })),
  );
  // One fault appears in many traces: it is reported once, with the number of occurrences.
  const alike = [...Map.groupBy(all, ({ what }) => what.replace(/[0-9a-f-]{16,}|\d{4,} µs/g, '…'))].toSorted(
    ([, one], [, other]) => other.length - one.length,
  );
  const shown = alike.flatMap(([, [first, ...others]]) =>
    first ? `  ${first.traceId}  ${first.what}${others.length > 0 ? ` (and ${others.length} more)` : ''}` : [],
  );
  return shortened(kind, shown);
}

function counterLines(mismatches: readonly Mismatch[]): string[] {
  const lines = mismatches.map(
    ({ counter, labels, expected, came }) => `  ${counter}  ${labels}: expected ${expected}, came ${came}`,
  );
  return shortened('counterMismatches', lines);
}

function shortened(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length > SHOWN ? [`  … and ${lines.length - SHOWN} more kinds`] : [];
  return ['', title, ...lines.slice(0, SHOWN), ...rest];
}
