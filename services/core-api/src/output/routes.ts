import { type EventStreamOptions, openEventStream } from '@cortex/runtime';
import type { Router } from '@koa/router';
import type { Authenticate } from '../auth/bearer.ts';
import type { UserEvent } from '../events/event.ts';
import type { EventBus } from '../events/event-bus.ts';

export interface OutputRoutesOptions {
  authenticate: Authenticate;
  bus: EventBus;
  stream: EventStreamOptions;
}

export function addOutputRoutes(router: Router, { authenticate, bus, stream }: OutputRoutesOptions): void {
  router.get('/output/stream', async (ctx) => {
    const { userId } = await authenticate(ctx);
    // Subscribed before the headers leave, so that a refusal still has a status; nothing is published in between.
    const subscription = bus.subscribe(userId, (event) => send(event), ctx.get('Last-Event-ID') || undefined);
    const output = openEventStream(ctx, stream);
    const send = ({ id, data }: UserEvent) => output.send({ id, event: 'output', data });

    if (output.signal.aborted) subscription.unsubscribe();
    output.signal.addEventListener('abort', subscription.unsubscribe);
    if (!subscription.replay.complete) {
      output.send({ event: 'gap', data: { detail: 'Events after the given Last-Event-ID may be lost' } });
    }
    subscription.replay.events.forEach(send);
  });
}
