import type { EventType } from '@cortex/signals';
import type { EventData, UserEvent } from '../event.ts';

/** Topics of messages from a worker to the first process. */
export const PUBLISH = 'events.publish';
export const LOSS = 'events.loss';
export const SUBSCRIBE = 'events.subscribe';
export const UNSUBSCRIBE = 'events.unsubscribe';
/** Topics of messages from the first process to a worker. */
export const SUBSCRIBED = 'events.subscribed';
export const REFUSED = 'events.refused';
export const BEGIN = 'events.begin';
export const EVENT = 'events.event';
export const GAP = 'events.gap';

export interface Publish {
  userId: string;
  data: EventData;
  /** Milliseconds since 1970, because the clocks of `performance.now()` begin at different times in each process. */
  madeAt: number;
  /** Size of the data as JSON. */
  bytes: number;
}

export interface Subscribe {
  /** Identifies the stream among those of its worker. */
  stream: number;
  userId: string;
  lastEventId: string | undefined;
}

/** The parts of an `HttpError`. */
export interface Refused {
  stream: number;
  status: number;
  detail: string;
  headers: Record<string, string>;
}

export interface Begin {
  stream: number;
  id: string;
}

export interface Event {
  stream: number;
  event: Omit<UserEvent, 'createdAt' | 'bytes'>;
  /** `Publish.madeAt`; undefined for a replayed event. */
  madeAt: number | undefined;
}

export type Losses = Partial<Record<EventType, number>>;

/** Events that one stream has lost. */
export interface Gap {
  stream: number;
  /** How many events of each type the stream has missed. */
  lost: Losses;
}

export function toWallClock(createdAt: number): number {
  return performance.timeOrigin + createdAt;
}

/** Converts a time from the wall clock. The result is never later than now, even if the wall clock was set between the starts of two processes. */
export function fromWallClock(madeAt: number): number {
  return Math.min(performance.now(), madeAt - performance.timeOrigin);
}
