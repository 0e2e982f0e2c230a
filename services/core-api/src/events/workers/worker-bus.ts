import { type Channel, HttpError } from '@cortex/runtime';
import { type EventType, eventMetrics } from '@cortex/signals';
import { type EventData, sizeOf } from '../event.ts';
import type { EventBus, Subscription } from '../event-bus.ts';
import { HeldEvents } from '../held-events.ts';
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

interface Stream {
  held: HeldEvents;
  opened: PromiseWithResolvers<void>;
}

/** The event bus of a worker. It sends its events to the first process, and receives those of all workers from there. */
export class WorkerBus implements EventBus {
  readonly metrics = eventMetrics();
  readonly checks = [];
  readonly #channel: Channel;
  readonly #sender: BoundedSender;
  readonly #streams = new Map<number, Stream>();
  #lastStream = 0;
  #hasLost = false;

  constructor(channel: Channel, { maxChannelBytes }: { maxChannelBytes: number }) {
    this.#channel = channel;
    this.#sender = new BoundedSender(channel, { maxBytes: maxChannelBytes, onRoom: () => this.#sayLoss() });
    channel.on(SUBSCRIBED, (body) => this.#of(body)?.opened.resolve());
    channel.on(REFUSED, (body) => {
      const { status, detail, headers } = body as Refused;
      this.#of(body)?.opened.reject(new HttpError(status, detail, { headers }));
    });
    channel.on(BEGIN, (body) => this.#of(body)?.held.begin((body as Begin).id));
    channel.on(EVENT, (body) => {
      const { event, madeAt } = body as Event;
      const createdAt = madeAt === undefined ? undefined : fromWallClock(madeAt);
      this.#of(body)?.held.event({ ...event, createdAt });
    });
    channel.on(GAP, (body) => {
      this.#count((body as Gap).lost);
      this.#of(body)?.held.gap();
    });
  }

  publish(userId: string, data: EventData): void {
    const bytes = sizeOf(data);
    const letter: Publish = { userId, data, madeAt: toWallClock(performance.now()), bytes };
    if (!this.#hasLost && this.#sender.send(PUBLISH, letter, bytes + Buffer.byteLength(userId))) {
      this.metrics.published(data.type);
    } else {
      this.#hasLost = true;
      this.metrics.lost(data.type);
    }
  }

  async subscribe(userId: string, lastEventId?: string): Promise<Subscription> {
    this.#lastStream += 1;
    const stream = this.#lastStream;
    const held = new HeldEvents();
    const opened = Promise.withResolvers<void>();
    this.#streams.set(stream, { held, opened });
    this.#channel.send(SUBSCRIBE, { stream, userId, lastEventId } satisfies Subscribe);
    try {
      await opened.promise;
    } catch (error) {
      this.#streams.delete(stream);
      throw error;
    }
    return {
      start: (subscriber) => held.handTo(subscriber),
      unsubscribe: () => {
        if (this.#streams.delete(stream)) this.#channel.send(UNSUBSCRIBE, { stream });
      },
    };
  }

  /** Waits until everything is written. The first process still reads, because it has just asked this one to stop. */
  close(): Promise<void> {
    return this.#sender.written();
  }

  #count(lost: Losses): void {
    for (const [type, events] of Object.entries(lost) as [EventType, number][])
      for (let counted = 0; counted < events; counted += 1) this.metrics.lost(type);
  }

  #of(body: unknown): Stream | undefined {
    return this.#streams.get((body as { stream: number }).stream);
  }

  /** Reports the loss. Until that is sent, all further events are lost too, so that no stream misses an event without a gap. */
  #sayLoss(): void {
    if (!this.#hasLost) return;
    this.#hasLost = false;
    if (!this.#sender.send(LOSS, {})) this.#hasLost = true;
  }
}
