import { randomUUID } from 'node:crypto';
import { addToLog, type BackgroundTasks, Deadline, validate } from '@cortex/runtime';
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
  /** How long an input waits for room in the queue, and how long its whole request may take, before it is refused. */
  limits: { holdMilliseconds: number; requestMilliseconds: number };
}

export function addInputRoutes(router: Router, options: InputRoutesOptions): void {
  const { authenticate, store, processor, work, limits } = options;
  router.post('/input', async (ctx) => {
    const acceptedAt = performance.now();
    const deadline = Deadline.in(limits.requestMilliseconds);
    const { userId } = await authenticate(ctx);
    const body = validate(inputBody, ctx.request.body);
    const input = { inputId: randomUUID(), userId, acceptedAt, ...body };
    addToLog(ctx, { input_id: input.inputId });
    await work.withRoom(limits.holdMilliseconds, async () => {
      await store.store({ ...input, deadline });
      processor.begin(input, (task) => work.schedule(task));
    });
    ctx.body = { input_id: input.inputId, status: 'stored' };
    ctx.status = 202;
  });
}
