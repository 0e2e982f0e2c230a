import { HttpError, untraced, validate } from '@cortex/runtime';
import type { Router, RouterContext } from '@koa/router';
import type { z } from 'zod';
import { BackendError } from '../backends/backend-error.ts';
import type { ToolContext } from '../mcp/tool.ts';
import { QuestionError } from '../questions/question-error.ts';

export interface AnswerOptions<Asked extends z.ZodType> {
  /** A path of Koa's router; what it names is validated together with the query. */
  path: string;
  asked: Asked;
  /** The backends as configured at the time of the request. */
  context(): ToolContext;
  answer(asked: z.output<Asked>, context: ToolContext): Promise<unknown>;
  /** The headers of an answer that is not JSON. */
  headers?: Record<string, string>;
}

/** A route of the page's API: GET, JSON, never kept by a browser. 422 for what is asked wrongly, also by the word of a backend, 404 for what is not there, 502 for a backend that is away. */
export function answerRoute<Asked extends z.ZodType>(router: Router, options: AnswerOptions<Asked>): void {
  const { path, asked, context, answer, headers = {} } = options;
  router.get(path, async (ctx) => {
    ctx.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    const question = validate(asked, { ...ctx.query, ...ctx.params });
    // An open page asks every few seconds: what it looks at is not to fill up with that.
    const body = await untraced(() => answer(question, context())).catch(explain);
    ctx.set(headers);
    ctx.body = body;
  });
}

export interface DoOptions {
  /** A path of Koa's router. */
  path: string;
  context(): ToolContext;
  /** Checks what it is given. */
  act(ctx: RouterContext, context: ToolContext): Promise<unknown>;
}

/** A route that changes something, by POST with a body of JSON: pages of other origins are refused before. It is traced, and answers errors as {@link answerRoute} does. */
export function doRoute(router: Router, { path, context, act }: DoOptions): void {
  router.post(path, async (ctx) => {
    ctx.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    if (!ctx.is('json')) throw new HttpError(415, 'Expected a body of the type application/json');
    ctx.body = await act(ctx, context()).catch(explain);
  });
}

function explain(error: Error): never {
  if (error instanceof BackendError && error.isRefusal) throw new HttpError(422, error.message, { cause: error });
  if (error instanceof BackendError) throw new HttpError(502, error.message, { title: 'Backend away', cause: error });
  if (error instanceof QuestionError) throw new HttpError(404, error.message, { cause: error });
  throw error;
}
