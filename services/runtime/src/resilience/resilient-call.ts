import type { Deadline } from './deadline.ts';
import type { ObservedCall } from './observed-call.ts';

/** One call to another service. */
export interface ResilientCall {
  /** The tool or resource. */
  target: string;
  /** Whether doing it twice has the effect of doing it once. */
  isRepeatable: boolean;
  /** When it must be done. */
  deadline: Deadline;
  /** Aborted when the caller has left. */
  signal?: AbortSignal | undefined;
  observed: ObservedCall;
}

/** One attempt of a call. */
export interface Attempt {
  /** Counts from 1. */
  number: number;
  /** Aborted when nobody waits for the attempt any longer. */
  signal: AbortSignal;
  /** When the attempt must be done. */
  deadline: Deadline;
}
