import { CONNECTION_LIMITS } from '../mcp/transport/client/connection-limits.ts';
import type { BulkheadLimits } from './bulkhead.ts';
import type { BreakerLimits } from './service-breaker.ts';

/** Limits of the calls from one service to another. */
export interface CallLimits extends BulkheadLimits {
  /** How long one attempt may take, from the moment it has its slot. */
  attemptMilliseconds: number;
  /** How long a call may take with all its attempts and pauses, unless its caller sets an earlier deadline. */
  callMilliseconds: number;
  /** The most attempts of a repeatable call. */
  attempts: number;
  /** The longest pause before the second attempt. It doubles for each further one, up to `longestBackoffMilliseconds`; the actual pause is a random part of it. */
  backoffMilliseconds: number;
  longestBackoffMilliseconds: number;
  breaker: BreakerLimits;
}

/** Each call needs a connection, so there are as many slots as connections: no call that has a slot waits for a connection. */
export const CALL_LIMITS: CallLimits = {
  slots: CONNECTION_LIMITS.connections,
  maxWaiting: 1_000,
  waitMilliseconds: CONNECTION_LIMITS.queueTimeoutMilliseconds,
  attemptMilliseconds: 5_000,
  callMilliseconds: 15_000,
  attempts: 3,
  backoffMilliseconds: 100,
  longestBackoffMilliseconds: 1_000,
  breaker: { failures: 5, openMilliseconds: 1_000, longestOpenMilliseconds: 10_000, untriedMilliseconds: 5_000 },
};
