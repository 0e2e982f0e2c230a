import { throughputOf } from '../baselines.ts';
import { ROWS } from '../rows.ts';
import { inSequence } from './in-sequence.ts';
import type { JudgedStage, Scenario } from './scenario.ts';

/** The guide's spike: this many users send one request after the other without a pause. */
const USERS = 100;

/** Inputs at the baseline rate, a crowd, and the baseline rate again, at which results must be as good as before. */
export const spike: Scenario = {
  about: 'inputs at the baseline rate, then from 100 users at once, then at the baseline rate again',
  defaultSeconds: 60,
  plan(seconds) {
    const share = Math.max(1, Math.round(seconds / 3));
    const calm = { requestsPerSecond: throughputOf(ROWS.input).baseline };
    const stage = (id: string, load: JudgedStage['load'], judged: JudgedStage['judged']) => ({
      id,
      title: `${ROWS.input}, ${id}`,
      row: 'input' as const,
      seconds: share,
      load,
      judged,
    });
    return {
      stages: inSequence([
        stage('before', calm, ['rate', 'latency']),
        stage('crowd', { users: USERS }, []),
        stage('after', calm, ['rate', 'latency']),
      ]),
      resources: false,
    };
  },
};
