import type { Middleware } from 'koa';
import { z } from 'zod';
import { SelectorError } from '../query/selector-error.ts';

/** Answers what a caller got wrong as Connect does: a code and a message in JSON. Anything else is for the error handler. */
export const connectErrors: Middleware = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof z.ZodError || error instanceof SelectorError)) throw error;
    ctx.status = 400;
    ctx.body = { code: 'invalid_argument', message: error instanceof z.ZodError ? describe(error) : error.message };
  }
};

function describe(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
}
