import { type Spread, spread } from '../protocol/spread.ts';
import type { Outcome } from './measure.ts';

export interface Variant {
  workers: number;
  /** One for each round. */
  fullSpeed: Outcome[];
  atBaseline: Outcome[];
  atMaxTested: Outcome[];
  /** The memory of all three services and their workers, at the end. */
  rssMegabytes: number;
}

interface Row {
  workers: number;
  accepted: Spread;
  ratio: Spread;
  cpuPerInput: Spread;
  atBaseline: { p50: Spread; p95: Spread; refused: number };
  atMaxTested: { accepted: Spread; p95: Spread; refused: number };
  rssMegabytes: number;
}

/** Ratios are relative to the first variant in the same round. */
export function rowsOf(variants: readonly Variant[]): Row[] {
  const [first] = variants;
  return variants.map((variant) => {
    const { workers, fullSpeed, atBaseline, atMaxTested, rssMegabytes } = variant;
    const accepted = fullSpeed.map(({ acceptedPerSecond }) => acceptedPerSecond);
    const ofFirst = (round: number) => first?.fullSpeed[round]?.acceptedPerSecond ?? Number.NaN;
    return {
      workers,
      accepted: spread(accepted),
      ratio: spread(accepted.map((value, round) => value / ofFirst(round))),
      cpuPerInput: spread(fullSpeed.map(({ cpuMillisecondsPerInput }) => cpuMillisecondsPerInput)),
      atBaseline: {
        p50: spread(atBaseline.map(({ p50 }) => p50)),
        p95: spread(atBaseline.map(({ p95 }) => p95)),
        refused: total(atBaseline),
      },
      atMaxTested: {
        accepted: spread(atMaxTested.map(({ acceptedPerSecond }) => acceptedPerSecond)),
        p95: spread(atMaxTested.map(({ p95 }) => p95)),
        refused: total(atMaxTested),
      },
      rssMegabytes: Math.round(rssMegabytes),
    };
  });
}

function total(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, { refused }) => sum + refused, 0);
}

export function printRows(rows: readonly Row[], rates: { baseline: number; maxTested: number }): void {
  const [baseline, maxTested] = [`${rates.baseline}/s: p50, p95`, `${rates.maxTested}/s: accepted, p95`];
  console.log(
    line('workers', 'accepted at full speed', 'ratio (spread)', 'CPU/input', baseline, maxTested, 'refused', 'RSS'),
  );
  for (const { workers, accepted, ratio, cpuPerInput, atBaseline, atMaxTested, rssMegabytes } of rows)
    console.log(
      line(
        String(workers),
        `${withRange(accepted, 0)}/s`,
        withRange(ratio, 2),
        `${cpuPerInput.median.toFixed(2)} ms`,
        `${atBaseline.p50.median.toFixed(1)}, ${withRange(atBaseline.p95, 1)} ms`,
        `${withRange(atMaxTested.accepted, 0)}/s, ${withRange(atMaxTested.p95, 0)} ms`,
        String(atBaseline.refused + atMaxTested.refused),
        `${rssMegabytes} MB`,
      ),
    );
}

function withRange({ median, min, max }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${min.toFixed(digits)}-${max.toFixed(digits)})`;
}

const WIDTHS = [7, 24, 18, 11, 24, 38, 8, 8];

function line(...cells: string[]): string {
  return cells.map((cell, index) => cell.padStart(WIDTHS[index] ?? 0)).join(' ');
}
