import { createContextKey } from '@connectrpc/connect';
import type { Context } from 'koa';

/** Koa's context of the request, for handlers that Connect calls. */
export const koaContext = createContextKey<Context>(undefined as never, { description: 'Koa context' });
