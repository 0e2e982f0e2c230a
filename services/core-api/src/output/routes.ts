import { type EventStreamOptions, openEventStream } from '@cortex/runtime';
import type { Router } from '@koa/router';
import type { Authenticate } from '../auth/bearer.ts';
import type { UserEvent } from '../events/event.ts';
import type { EventBus } from '../events/event-bus.ts';
import { deliveryMetrics } from './delivery-metrics.ts';

export interface OutputRoutesOptions {
  authenticate: Authenticate;
  bus: EventBus;
  stream: EventStreamOptions;
}

export function addOutputRoutes(router: Router, { authenticate, bus, stream }: OutputRoutesOptions): void {
  const measured = deliveryMetrics(bus.metrics);
  router.get('/output/stream', async (ctx) => {
    const reader = await authenticate(ctx);
    // Subscribed before the headers leave, so that a refusal still has a status; nothing is published in between.
    const subscription = bus.subscribe(
      reader.userId,
      (event) => send(event, measured.live),
      ctx.get('Last-Event-ID') || undefined,
    );
    const output = openEventStream(ctx, reader, stream);
    const unobserve = bus.metrics.subscribed(() => output.waiting);
    const leave = () => {
      subscription.unsubscribe();
      unobserve();
    };
    const send = (event: UserEvent, settled: typeof measured.live) =>
      output.send({ id: event.id, event: 'output', data: event.data }, (delivered) => settled(event, delivered));

    if (output.signal.aborted) leave();
    else output.signal.addEventListener('abort', leave);
    if (!subscription.replay.complete) {
      output.send({ event: 'gap', data: { detail: 'Events after the given Last-Event-ID may be lost' } });
    }
    for (const event of subscription.replay.events) send(event, measured.replayed);
  });
}
