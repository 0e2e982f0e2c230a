import { HttpError, type WorkerLink } from '@cortex/runtime';
import type { EventType } from '@cortex/signals';
import type { UserEvent } from '../event.ts';
import type { Subscription } from '../event-bus.ts';
import { EventHub, type EventHubLimits } from '../in-process/event-hub.ts';
import { BoundedSender } from './bounded-sender.ts';
import {
  BEGIN,
  type Begin,
  EVENT,
  type Event,
  fromWallClock,
  GAP,
  type Gap,
  LOSS,
  type Losses,
  PUBLISH,
  type Publish,
  REFUSED,
  type Refused,
  SUBSCRIBE,
  SUBSCRIBED,
  type Subscribe,
  toWallClock,
  UNSUBSCRIBE,
} from './messages.ts';

export interface EventRelayLimits extends EventHubLimits {
  /** The most bytes that may wait in each direction of the channel to one worker. */
  maxChannelBytes: number;
}

/** Runs in the first process. Receives the events of all workers, and passes them to the streams, at whichever worker these are open. */
export class EventRelay {
  readonly #hub: EventHub;
  readonly #maxBytes: number;

  constructor({ maxChannelBytes, ...limits }: EventRelayLimits) {
    this.#hub = new EventHub(limits);
    this.#maxBytes = maxChannelBytes;
  }

  /** Serves a worker until it ends. */
  serve(link: WorkerLink): void {
    const streams = new Map<number, Subscription>();
    /** The events that each stream has missed. It gets no further event until the gap is sent. */
    const missed = new Map<number, Losses>();
    const sender = new BoundedSender(link, {
      maxBytes: this.#maxBytes,
      onRoom: () => {
        for (const stream of [...missed.keys()]) sayGap(stream);
      },
    });
    const sayGap = (stream: number) => {
      const lost = missed.get(stream) ?? {};
      missed.delete(stream);
      if (!sender.send(GAP, { stream, lost } satisfies Gap)) missed.set(stream, lost);
    };
    const miss = (stream: number, type: EventType) => {
      const lost = missed.get(stream) ?? {};
      missed.set(stream, { ...lost, [type]: (lost[type] ?? 0) + 1 });
    };
    const hand = (stream: number, { createdAt, bytes, ...event }: UserEvent) => {
      const madeAt = createdAt === undefined ? undefined : toWallClock(createdAt);
      const isSent = !missed.has(stream) && sender.send(EVENT, { stream, event, madeAt } satisfies Event, bytes);
      if (!isSent) miss(stream, event.data.type);
    };

    link.on(PUBLISH, (body) => {
      const { userId, data, madeAt, bytes } = body as Publish;
      this.#hub.publish(userId, data, { createdAt: fromWallClock(madeAt), bytes });
    });
    link.on(LOSS, () => this.#hub.gap());
    link.on(SUBSCRIBE, (body) => {
      const { stream, userId, lastEventId } = body as Subscribe;
      try {
        const subscription = this.#hub.subscribe(userId, lastEventId);
        streams.set(stream, subscription);
        link.send(SUBSCRIBED, { stream });
        subscription.start({
          begin: (id) => link.send(BEGIN, { stream, id } satisfies Begin),
          event: (event) => hand(stream, event),
          gap: () => sayGap(stream),
        });
      } catch (error) {
        const { status, detail, headers } =
          error instanceof HttpError ? error : new HttpError(500, 'The stream could not be opened');
        link.send(REFUSED, { stream, status, detail, headers } satisfies Refused);
      }
    });
    link.on(UNSUBSCRIBE, (body) => {
      const { stream } = body as { stream: number };
      streams.get(stream)?.unsubscribe();
      streams.delete(stream);
      missed.delete(stream);
    });
    link.onEnd(() => {
      for (const subscription of streams.values()) subscription.unsubscribe();
      streams.clear();
      missed.clear();
    });
  }
}
