import { createGunzip } from 'node:zlib';
import { HttpError } from '@cortex/runtime';
import type { Context } from 'koa';
import getRawBody from 'raw-body';

/** The request's bytes, unzipped. Throws an HttpError: 413 over the limit, 400 when they break off, 415 for other encodings. */
export async function readBody(ctx: Context, limitBytes: number): Promise<Buffer> {
  const encoding = ctx.get('Content-Encoding').toLowerCase();
  if (!['', 'identity', 'gzip'].includes(encoding)) {
    throw new HttpError(415, `The content encoding ${encoding} is not supported: send gzip or identity`);
  }
  const stream = encoding === 'gzip' ? ctx.req.pipe(createGunzip()) : ctx.req;
  try {
    return await getRawBody(stream, { limit: limitBytes });
  } catch (error) {
    throw refusal(error as { type?: string }, limitBytes);
  }
}

function refusal(error: { type?: string }, limitBytes: number): HttpError {
  return error.type === 'entity.too.large'
    ? new HttpError(413, `The body is too large: at most ${limitBytes} bytes unzipped`, {
        headers: { Connection: 'close' },
      })
    : new HttpError(400, 'The body could not be read', { cause: error });
}
