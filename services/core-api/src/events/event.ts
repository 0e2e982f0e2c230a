import type { EventType } from '@cortex/signals';

/** What happened, as the user's clients get it. */
export type EventData = { type: EventType } & Record<string, unknown>;

/** One thing that happened for a user, as every one of the user's streams gets it. */
export interface UserEvent {
  /** `<log>-<number>`: the number rises by one within a log, and another log's ids are recognisably foreign. */
  id: string;
  data: EventData;
  /** Size of the data as JSON. */
  bytes: number;
  /** On the clock of `performance.now()`. */
  createdAt: number;
}
