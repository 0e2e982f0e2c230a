import { randomUUID } from 'node:crypto';
import { validate } from '@cortex/runtime';
import type { Router } from '@koa/router';
import type { Authenticate } from '../auth/bearer.ts';
import type { BackgroundWork } from './background-work.ts';
import type { InputProcessor } from './input-processor.ts';
import type { InputStore } from './input-store.ts';
import { inputBody } from './schema.ts';

export interface InputRoutesOptions {
  authenticate: Authenticate;
  store: InputStore;
  processor: InputProcessor;
  work: BackgroundWork;
}

export function addInputRoutes(router: Router, { authenticate, store, processor, work }: InputRoutesOptions): void {
  router.post('/input', async (ctx) => {
    const { userId } = await authenticate(ctx);
    const body = validate(inputBody, ctx.request.body);
    await work.room();
    const input = { inputId: randomUUID(), userId, ...body };
    ctx.body = { input_id: input.inputId, status: await store.store(input) };
    ctx.status = 202;
    work.add(processor.begin(input));
  });
}
