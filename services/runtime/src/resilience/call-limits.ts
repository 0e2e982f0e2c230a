import { CONNECTION_LIMITS } from '../mcp/transport/client/connection-limits.ts';
import type { BulkheadLimits } from './bulkhead.ts';
import type { BreakerLimits } from './service-breaker.ts';

/** How much one service may ask of another, and how patiently. */
export interface CallLimits extends BulkheadLimits {
  /** How long one attempt may take, from the moment it has its slot. */
  attemptMilliseconds: number;
  /** How long a call may take with everything, unless its caller says when it must be done. */
  callMilliseconds: number;
  /** Attempts of a call that may be repeated. */
  attempts: number;
  /** Longest pause before the second attempt; doubled for each further one, up to the longest. A random part of it is waited. */
  backoffMilliseconds: number;
  longestBackoffMilliseconds: number;
  breaker: BreakerLimits;
}

/** A call needs a connection of its own: hence as many slots as there are connections, which are then never waited for. */
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
