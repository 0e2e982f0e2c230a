import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createUnzip } from 'node:zlib';
import { HttpError } from '../../errors/http-error.ts';

/** The decoder of the request's body; undefined if it is not encoded. Throws an HttpError (415) for an unsupported encoding. */
export function decoderOf(request: IncomingMessage): Transform | undefined {
  const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'identity') return undefined;
  if (encoding === 'gzip' || encoding === 'deflate') return createUnzip();
  if (encoding === 'br') return createBrotliDecompress();
  throw new HttpError(415, `The content encoding ${encoding} is not supported: send gzip, deflate, br or identity`);
}
