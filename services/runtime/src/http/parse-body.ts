import { EventEmitter } from 'node:events';
import { nextTick } from 'node:process';
import { bodyParser } from '@koa/bodyparser';
import type { Context, Middleware } from 'koa';
import { HttpError } from '../errors/http-error.ts';
import { readBody } from './body/read-body.ts';

type ParserContext = Parameters<ReturnType<typeof bodyParser>>[0];

/** Parses a JSON or form body into `ctx.request.body`. Throws 400 when it is malformed, 413 over the limit, 415 for other types. */
export function parseBody(limitBytes: number): Middleware {
  const parser = bodyParser({
    enableTypes: ['json', 'form'],
    jsonLimit: limitBytes,
    formLimit: limitBytes,
    onError: refuse,
  });
  return async (ctx, next) => {
    refuseUnknownTypes(ctx);
    if (!hasBody(ctx)) return parser(ctx, next);
    const chunks = await readBody(ctx.req, { response: ctx.res, limitBytes });
    // The parser would read a request by itself, without the bound on all bodies, and for ever when an encoded one breaks off.
    const { method, request } = ctx;
    return parser(
      { method, request, req: replayed(chunks, ctx.get('Content-Type')) } as unknown as ParserContext,
      next,
    );
  };
}

/** Imitates as much of a request as the parser reads. A stream for each request would cost as much as all the parsing. */
function replayed(chunks: Buffer[], type: string): EventEmitter {
  const body = Object.assign(new EventEmitter(), { headers: { 'content-type': type } });
  nextTick(() => {
    for (const chunk of chunks) body.emit('data', chunk);
    body.emit('end');
  });
  return body;
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

function refuse(cause: Error): never {
  throw new HttpError(400, 'The body is not valid: expected one JSON object or array, or a form', { cause });
}
