import type { StreamSlotsLimits } from '@cortex/runtime';

export interface NatsLimits extends StreamSlotsLimits {
  /** The most missed events that a stream gets at once, and their total size. It gets the newest one whatever its size. */
  replay: { maxEvents: number; maxBytes: number };
  /** How long NATS keeps events for replay, and the total size of those of all users. */
  keptMilliseconds: number;
  keptBytes: number;
  /** Bounds on the events that wait for NATS: their number, their total size, and the time of each. Those beyond are lost, and counted. */
  outbox: { maxEvents: number; maxBytes: number; maxMilliseconds: number };
  /** How long a stop waits until NATS has stored the events, and then until it has stored the gaps that replace the others. */
  drainMilliseconds: number;
  gapMilliseconds: number;
}
