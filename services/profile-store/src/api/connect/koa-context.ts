import { createContextKey } from '@connectrpc/connect';
import type { Context } from 'koa';

/** The request as Koa has it, for what Connect calls. */
export const koaContext = createContextKey<Context>(undefined as never, { description: 'Koa context' });
