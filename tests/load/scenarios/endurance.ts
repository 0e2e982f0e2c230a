import { throughputOf } from '../baselines.ts';
import { ROWS } from '../rows.ts';
import { inSequence } from './in-sequence.ts';
import type { Scenario } from './scenario.ts';

const PARTS = ['first', 'second', 'third', 'last'];

/** Inputs at the baseline rate for a long time, in four quarters, each of which must meet the guide's baselines. */
export const endurance: Scenario = {
  about: 'inputs at the baseline rate for long, judged quarter by quarter',
  defaultSeconds: 1200,
  plan(seconds) {
    const share = Math.max(1, Math.round(seconds / PARTS.length));
    return {
      stages: inSequence(
        PARTS.map((part) => ({
          id: part,
          title: `${ROWS.input}, ${part} quarter`,
          row: 'input' as const,
          seconds: share,
          load: { requestsPerSecond: throughputOf(ROWS.input).baseline },
          judged: ['rate', 'latency'],
        })),
      ),
      resources: true,
    };
  },
};
