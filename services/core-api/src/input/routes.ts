import { randomUUID } from 'node:crypto';
import { type BackgroundTasks, validate } from '@cortex/runtime';
import type { Router } from '@koa/router';
import type { Authenticate } from '../auth/bearer.ts';
import type { InputProcessor } from './input-processor.ts';
import type { InputStore } from './input-store.ts';
import { inputBody } from './schema.ts';

export interface InputRoutesOptions {
  authenticate: Authenticate;
  store: InputStore;
  processor: InputProcessor;
  work: BackgroundTasks;
  /** How long an input waits for room among the work, before it is refused. */
  holdMilliseconds: number;
}

export function addInputRoutes(router: Router, options: InputRoutesOptions): void {
  const { authenticate, store, processor, work, holdMilliseconds } = options;
  router.post('/input', async (ctx) => {
    const { userId } = await authenticate(ctx);
    const body = validate(inputBody, ctx.request.body);
    await work.room(holdMilliseconds);
    const input = { inputId: randomUUID(), userId, ...body };
    ctx.body = { input_id: input.inputId, status: await store.store(input) };
    ctx.status = 202;
    work.schedule(processor.begin(input));
  });
}
