import type { EventType } from '@cortex/signals';

/** The content of an event, as the user's clients get it. */
export type EventData = { type: EventType } & Record<string, unknown>;

/** What is known about an event when it is published. */
export interface Published {
  /** The time on the clock of `performance.now()`. */
  createdAt: number;
  /** Size of the data as JSON. */
  bytes: number;
}

/** One thing that happened for a user, as every one of the user's streams gets it. */
export interface UserEvent {
  /** `<log>-<number>`. The number rises within a log; the first part shows which log the id is from. */
  id: string;
  data: EventData;
  /** The time on the clock of `performance.now()`; undefined for a replayed event, whose reader was away. */
  createdAt: number | undefined;
  /** Size of the data as JSON, where it was measured. */
  bytes?: number;
}

export function sizeOf(data: EventData): number {
  return Buffer.byteLength(JSON.stringify(data));
}
