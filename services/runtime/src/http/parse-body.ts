import { bodyParser } from '@koa/bodyparser';
import type { Context, Middleware } from 'koa';
import { HttpError } from '../errors/http-error.ts';

/** Puts a JSON or form body at `ctx.request.body`: 400 when it is not what it says, 413 over the limit, 415 for other types. */
export function parseBody(limitBytes: number): Middleware {
  const parser = bodyParser({
    enableTypes: ['json', 'form'],
    jsonLimit: limitBytes,
    formLimit: limitBytes,
    onError: (error) => refuse(error, limitBytes),
  });
  return (ctx, next) => {
    refuseUnknownTypes(ctx);
    return parser(ctx, next);
  };
}

function refuseUnknownTypes(ctx: Context): void {
  const known = ctx.request.is('application/json', 'application/x-www-form-urlencoded');
  if (known === false && hasBody(ctx)) {
    throw new HttpError(415, 'Expected a body of application/json or application/x-www-form-urlencoded');
  }
}

function hasBody(ctx: Context): boolean {
  return ctx.request.length !== 0 && (ctx.request.length !== undefined || ctx.get('Transfer-Encoding') !== '');
}

function refuse(error: Error & { status?: number }, limitBytes: number): never {
  if (error.status === 413) throw bodyTooLarge(limitBytes);
  if (error.status === 415)
    throw new HttpError(415, 'The charset or encoding of the body is not supported: send UTF-8');
  throw new HttpError(400, 'The body is not valid: expected one JSON object or array, or a form', { cause: error });
}

/** What is left of the body is not worth reading: the connection ends with the answer. */
function bodyTooLarge(limitBytes: number): HttpError {
  return new HttpError(413, `The body is too large: at most ${limitBytes} bytes`, { headers: { Connection: 'close' } });
}
