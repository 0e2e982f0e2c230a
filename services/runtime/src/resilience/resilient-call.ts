import type { Deadline } from './deadline.ts';
import type { ObservedCall } from './observed-call.ts';

/** One call of another service. */
export interface ResilientCall {
  /** Its tool or resource. */
  target: string;
  /** Whether doing it twice is the same as doing it once. */
  isRepeatable: boolean;
  /** Until when it must be done. */
  deadline: Deadline;
  /** Aborted when the caller has gone. */
  signal?: AbortSignal | undefined;
  /** Told what becomes of it. */
  observed: ObservedCall;
}

/** One attempt at a call. */
export interface Attempt {
  /** From 1. */
  number: number;
  /** Aborted when the attempt is not waited for any longer. */
  signal: AbortSignal;
  /** Until when that is. */
  deadline: Deadline;
}
