import { throughputOf } from '../baselines.ts';
import { PLAIN_TWINS, ROWS, type RowName } from '../rows.ts';
import { inSequence } from './in-sequence.ts';
import type { Scenario } from './scenario.ts';

/** The guide has no rate for it. */
const VERIFY_PER_SECOND = 50;
/** One more, because the streams take as long as a row. */
const SHARES = Object.keys(ROWS).length + 1;

/** Each row in turn at the guide's baseline rate. */
export const steady: Scenario = {
  about: 'every endpoint in turn at its baseline rate',
  defaultSeconds: 160,
  plan(seconds) {
    const share = Math.max(1, Math.round(seconds / SHARES));
    const rows = Object.keys(ROWS) as RowName[];
    return {
      stages: inSequence(
        rows.map((row) => ({
          id: row,
          title: ROWS[row],
          row,
          seconds: share,
          load: { requestsPerSecond: baselineRate(row) },
          judged: ['rate', 'latency'],
        })),
      ),
      streams: { count: throughputOf('core-api /output/stream').baseline, seconds: share },
      resources: true,
    };
  },
};

function baselineRate(row: RowName): number {
  if (row === 'verify') return VERIFY_PER_SECOND;
  return throughputOf(ROWS[PLAIN_TWINS[row] ?? row]).baseline;
}
