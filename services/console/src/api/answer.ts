import { HttpError, untraced, validate } from '@cortex/runtime';
import type { Router, RouterContext } from '@koa/router';
import type { z } from 'zod';
import { BackendError } from '../backends/backend-error.ts';
import type { ToolContext } from '../mcp/tool.ts';
import { QuestionError } from '../questions/question-error.ts';

export interface AnswerOptions<Asked extends z.ZodType> {
  /** A path of Koa's router, whose parameters are validated together with the query. */
  path: string;
  asked: Asked;
  /** The backends, as configured at the time of the request. */
  context(): ToolContext;
  answer(asked: z.output<Asked>, context: ToolContext): Promise<unknown>;
  /** The headers of an answer that is not JSON. */
  headers?: Record<string, string>;
}

/** Adds a route of the page's API: GET, JSON, never cached. It answers 422 for an invalid question (also if only a backend finds it invalid), 404 for what does not exist, 502 when a backend is away. */
export function answerRoute<Asked extends z.ZodType>(router: Router, options: AnswerOptions<Asked>): void {
  const { path, asked, context, answer, headers = {} } = options;
  router.get(path, async (ctx) => {
    ctx.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    const question = validate(asked, { ...ctx.query, ...ctx.params });
    // An open page polls every few seconds: the traces that it shows must not fill up with its own requests.
    const body = await untraced(() => answer(question, context())).catch(explain);
    ctx.set(headers);
    ctx.body = body;
  });
}

export interface DoOptions {
  /** A path of Koa's router. */
  path: string;
  context(): ToolContext;
  /** Validates its input. */
  act(ctx: RouterContext, context: ToolContext): Promise<unknown>;
}

/** Adds a route that changes something: POST with a JSON body. Pages of other origins are refused before. It is traced, and answers errors as {@link answerRoute} does. */
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
