import type { Deadline } from './deadline.ts';
import type { ObservedCall } from './observed-call.ts';

/** One call of another service. */
export interface ResilientCall {
  /** Its tool or resource. */
  target: string;
  /** Whether doing it twice is the same as doing it once. */
  isRepeatable: boolean;
  /** The moment until which it must be done. */
  deadline: Deadline;
  /** Aborted when the caller has gone. */
  signal?: AbortSignal | undefined;
  /** Records what becomes of it. */
  observed: ObservedCall;
}

/** One attempt at a call. */
export interface Attempt {
  /** The number of the attempt, from 1. */
  number: number;
  /** Aborted when the attempt is not waited for any longer. */
  signal: AbortSignal;
  /** The moment until which the attempt may take. */
  deadline: Deadline;
}
