import { resourceStreams } from '@cortex/signals';
import type { Router } from '@koa/router';
import type { Context, Middleware } from 'koa';
import compose from 'koa-compose';
import { clientGone } from '../http/client-gone.ts';
import { whenClosed } from '../http/when-closed.ts';
import { type EventStream, openEventStream } from '../sse/event-stream.ts';
import type { StreamSlots } from '../sse/stream-slots.ts';
import { deadlineOf } from './budget.ts';
import type { CallContext } from './call-context.ts';
import { authOf } from './guard.ts';
import type { Resource } from './resource.ts';
import { routeOf } from './resource-uri.ts';
import type { Tool } from './tool.ts';

/** POST /tool/<name>: the body is the tool's input, the answer its output. */
export function toolRoute(router: Router, tool: Tool, entry: Middleware): void {
  const run: Middleware = async (ctx) => {
    ctx.body = await tool.run(ctx.request.body ?? {}, callContext(ctx));
  };
  router.post(`/tool/${tool.name}`, compose([entry, run]));
}

export interface ResourceRouteOptions {
  entry: Middleware;
  slots: StreamSlots;
}

/** GET /resource/<name>/...: JSON, or a stream if the resource has one and the client asks for text/event-stream. */
export function resourceRoute(router: Router, resource: Resource, { entry, slots }: ResourceRouteOptions): void {
  const opened = resource.stream && resourceStreams(resource.name);
  const read: Middleware = async (ctx) => {
    const input = { ...ctx.query, ...ctx.params };
    const context = callContext(ctx);
    if (resource.stream && opened && ctx.accepts('application/json', 'text/event-stream') === 'text/event-stream') {
      whenClosed(ctx.res, slots.take(context.userId));
      await resource.stream(input, context, () => openStream(ctx, opened));
    } else {
      ctx.body = await resource.read(input, context);
    }
  };
  router.get(routeOf(resource), compose([entry, read]));
}

function openStream(ctx: Context, opened: () => () => void): EventStream {
  const { clientId: userId, expiresAt = 0 } = authOf(ctx);
  const events = openEventStream(ctx, { userId, expiresAt });
  const closed = opened();
  if (events.signal.aborted) closed();
  else events.signal.addEventListener('abort', closed, { once: true });
  return events;
}

function callContext(ctx: Context): CallContext {
  const { clientId, extra } = authOf(ctx);
  return { userId: clientId, requestId: String(extra?.requestId), signal: clientGone(ctx), deadline: deadlineOf() };
}
