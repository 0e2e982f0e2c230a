import type { Figure } from '@cortex/console/model';
import { baselines } from './baselines.ts';
import type { StageMeasurement } from './k6/run-k6.ts';
import { PLAIN_TWINS, ROWS } from './rows.ts';
import type { JudgedStage } from './scenarios/scenario.ts';

/** The guide's bound on failed calls between services, in percent; applied to all requests here. */
const MOST_ERRORS_PERCENT = 0.1;
/** The share from which a rate counts as sustained: the first and the last second are never complete. */
const KEPT_UP = 0.98;

/** The figures of one stage. */
export function stageFigures(stage: JudgedStage, measured: StageMeasurement): Figure[] {
  const row = stage.title;
  return [
    ...rateFigures(stage, measured),
    ...latencyFigures(stage, measured),
    {
      row,
      figure: 'errors',
      unit: '%',
      baseline: MOST_ERRORS_PERCENT,
      good: 'below',
      got: round(measured.errors * 100),
    },
  ];
}

function rateFigures({ title, seconds, load, judged }: JudgedStage, { requests, errors }: StageMeasurement): Figure[] {
  const got = round((requests * (1 - errors)) / seconds);
  const asked = 'requestsPerSecond' in load && judged.includes('rate') ? load.requestsPerSecond * KEPT_UP : undefined;
  return [
    {
      row: title,
      figure: 'rate',
      unit: '/s',
      good: 'above',
      got,
      ...(asked !== undefined && { baseline: round(asked) }),
    },
  ];
}

function latencyFigures({ title, row, judged }: JudgedStage, { milliseconds }: StageMeasurement): Figure[] {
  const baseline = judged.includes('latency') ? latencyOf(ROWS[PLAIN_TWINS[row] ?? row]) : undefined;
  return (['p50', 'p95', 'p99'] as const).map((figure) => ({
    row: title,
    figure,
    unit: 'ms',
    good: 'below',
    got: Number.isNaN(milliseconds[figure]) ? null : round(milliseconds[figure]),
    ...(baseline && { baseline: baseline[figure] }),
  }));
}

function latencyOf(row: string) {
  return baselines.latency.find((line) => line.row === row)?.milliseconds;
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
