import type { AttentionAnswer } from '../../src/api/overview.ts';
import { useAnswer } from '../api/use-answer.ts';
import { REFRESH_MILLISECONDS } from './refresh.ts';

/** The time range that counts as now. */
export const NOW = { last: '15m', from: undefined, to: undefined } as const;
const MINUTES = 15;

export function useAttention() {
  return useAnswer<AttentionAnswer>(
    '/api/overview/attention',
    { minutes: MINUTES },
    { everyMilliseconds: REFRESH_MILLISECONDS },
  );
}
