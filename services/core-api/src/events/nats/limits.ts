import type { StreamSlotsLimits } from '@cortex/runtime';

export interface NatsLimits extends StreamSlotsLimits {
  /** What a stream is handed at once of what it missed: events of a user, and their size together; the newest one always is. */
  replay: { maxEvents: number; maxBytes: number };
  /** How long NATS keeps events for replay, and the size of those of all users together. */
  keptMilliseconds: number;
  keptBytes: number;
  /** Events that wait for NATS: how many, their size together, and how long each. Older and further ones are lost, and counted. */
  outbox: { maxEvents: number; maxBytes: number; maxMilliseconds: number };
  /** How long a stop waits until NATS has stored the events, and after that the gaps in the place of those that it has not. */
  drainMilliseconds: number;
  gapMilliseconds: number;
}
