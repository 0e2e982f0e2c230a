import { streamThroughput, throughputOf } from '../baselines.ts';
import { ROWS, type RowName } from '../rows.ts';
import { inSequence } from './in-sequence.ts';
import type { Scenario } from './scenario.ts';

const CLIMBED: RowName[] = ['input', 'storeInput', 'history', 'getContext'];
/** Steps from the baseline rate to the guide's "max tested". */
const STEPS = [0, 1 / 3, 2 / 3, 1];
/** One more, because the streams take as long as a row. */
const SHARES = CLIMBED.length + 1;

/** Each row in turn from its baseline rate up to the guide's "max tested". */
export const throughput: Scenario = {
  about: 'every row from its baseline rate up to the "max tested" one',
  defaultSeconds: 200,
  plan(seconds) {
    const share = Math.max(1, Math.round(seconds / SHARES / STEPS.length));
    return {
      stages: inSequence(CLIMBED.flatMap((row) => STEPS.map((step) => stageOf(row, { step, seconds: share })))),
      streams: { count: streamThroughput.maxTested, seconds: share * STEPS.length },
      resources: false,
    };
  },
};

function stageOf(row: RowName, { step, seconds }: { step: number; seconds: number }) {
  const { baseline, maxTested } = throughputOf(ROWS[row]);
  const requestsPerSecond = Math.round(baseline + (maxTested - baseline) * step);
  return {
    id: `${row}_${requestsPerSecond}`,
    title: `${ROWS[row]}, ${requestsPerSecond}/s`,
    row,
    seconds,
    load: { requestsPerSecond },
    judged: ['rate' as const],
  };
}
