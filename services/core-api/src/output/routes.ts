import { type EventStreamOptions, openEventStream } from '@cortex/runtime';
import type { Router } from '@koa/router';
import type { Authenticate } from '../auth/bearer.ts';
import type { EventBus } from '../events/event-bus.ts';
import { recordDelivery } from './delivery-metrics.ts';

export interface OutputRoutesOptions {
  authenticate: Authenticate;
  bus: EventBus;
  stream: EventStreamOptions;
}

const GAP = { event: 'gap', data: { detail: 'Events before the next one may be lost' } };

export function addOutputRoutes(router: Router, { authenticate, bus, stream }: OutputRoutesOptions): void {
  router.get('/output/stream', async (ctx) => {
    const reader = await authenticate(ctx);
    // Subscribes before the headers are sent, so that a refusal still has a status, and no event is missed from then on.
    const subscription = await bus.subscribe(reader.userId, ctx.get('Last-Event-ID') || undefined);
    const output = openEventStream(ctx, reader, stream);
    const unobserve = bus.metrics.subscribed(() => output.waiting);
    const leave = () => {
      subscription.unsubscribe();
      unobserve();
    };
    subscription.start({
      begin: (id) => output.send({ id }),
      event: (event) =>
        output.send({ id: event.id, event: 'output', data: event.data }, (delivered) =>
          recordDelivery(bus.metrics, event, delivered),
        ),
      gap: () => output.send(GAP),
    });
    if (output.signal.aborted) leave();
    else output.signal.addEventListener('abort', leave);
  });
}
