import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpError } from '../../errors/http-error.ts';
import { BODIES_IN_FLIGHT_BYTES, BodyHold } from './body-hold.ts';
import { decoderOf } from './decoder-of.ts';

const RETRY_AFTER_SECONDS = '1';
/** The rest of a refused body is not worth reading: the connection ends with the answer. */
const CLOSE = { Connection: 'close' };

export interface ReadBodyOptions {
  response: ServerResponse;
  /** The largest size of the decoded body. */
  limitBytes: number;
}

/**
 * Reads and decodes the request's body, in the pieces in which it arrived. It counts among the bodies in flight until the response is closed.
 * Throws an HttpError, and frees what was read: 413 over the limit, 503 when the bodies of the process exceed their bound, 415 for an unsupported
 * encoding, 400 when the body does not match its encoding or its sender leaves.
 */
export async function readBody(request: IncomingMessage, { response, limitBytes }: ReadBodyOptions): Promise<Buffer[]> {
  const decoder = decoderOf(request);
  const tooLarge = () =>
    new HttpError(413, `The body is too large: at most ${limitBytes} bytes${decoder ? ' unzipped' : ''}`, {
      headers: CLOSE,
    });
  if (Number(request.headers['content-length']) > limitBytes) throw tooLarge();
  if (response.closed || (request.destroyed && !request.complete)) throw brokenOff();

  const { promise, resolve, reject } = Promise.withResolvers<Buffer[]>();
  const chunks: Buffer[] = [];
  let size = 0;
  const stream = decoder ? request.pipe(decoder) : request;
  const hold = new BodyHold(() => refuse(tooManyBodies()));
  response.once('close', () => hold.release());
  const onData = (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limitBytes) refuse(tooLarge());
    else hold.add(chunk.length);
  };
  const onEnd = () => {
    hold.keep();
    resolve(chunks);
  };
  const onClose = () => request.complete || refuse(brokenOff());
  const refuse = (error: HttpError) => {
    stream.off('data', onData).off('end', onEnd);
    request.unpipe().pause();
    decoder?.destroy();
    chunks.length = 0;
    hold.release();
    reject(error);
  };
  request.once('close', onClose);
  stream.on('data', onData).on('end', onEnd);
  stream.on('error', (cause) => refuse(decoder ? notDecodable(cause) : brokenOff(cause)));
  return promise;
}

function tooManyBodies(): HttpError {
  return new HttpError(
    503,
    `The bodies of all requests under way hold more than ${BODIES_IN_FLIGHT_BYTES} bytes: send this one again`,
    { headers: { ...CLOSE, 'Retry-After': RETRY_AFTER_SECONDS } },
  );
}

function notDecodable(cause: Error): HttpError {
  return new HttpError(400, `The body is not what its content encoding says: ${cause.message}`, {
    headers: CLOSE,
    cause,
  });
}

function brokenOff(cause?: Error): HttpError {
  return new HttpError(400, 'The body broke off', { cause });
}
