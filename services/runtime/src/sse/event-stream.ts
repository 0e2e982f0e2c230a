import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import type { Context } from 'koa';
import { requestState } from '../http/request-state.ts';
import { formatEvent, type ServerSentEvent } from './format-event.ts';

export interface EventStreamOptions {
  /** A comment is sent this often while nothing else is, so that proxies and clients see life. Default 15 s. */
  heartbeatMilliseconds?: number;
  /** Bytes that may wait for a client that reads too slowly. Default 256 KiB. */
  queueLimitBytes?: number;
  /** How long a client that fell behind may take to read what waits, before its connection is cut. Default 5 s. */
  overflowGraceMilliseconds?: number;
}

export interface EventStream {
  /** False when the event was not taken: the client is gone, or fell too far behind and was told so by an `overflow` event. */
  send(event: ServerSentEvent): boolean;
  close(): void;
  /** Aborted once nothing more can be sent: client gone, fell behind, `close()` called or service stopping. */
  signal: AbortSignal;
}

/** Answers the request with text/event-stream and keeps it open. */
export function openEventStream(ctx: Context, options: EventStreamOptions = {}): EventStream {
  const { heartbeatMilliseconds = 15_000, queueLimitBytes = 262_144, overflowGraceMilliseconds = 5_000 } = options;
  const { stopping } = requestState(ctx);
  const output = new PassThrough();
  const ended = new AbortController();

  const close = () => {
    if (ended.signal.aborted) return;
    ended.abort();
    clearInterval(heartbeat);
    stopping.removeEventListener('abort', close);
    output.end();
  };
  const overflow = () => {
    output.write(formatEvent({ event: 'overflow', data: { detail: 'Events came faster than they were read' } }));
    close();
    cutAfter(ctx.res, overflowGraceMilliseconds);
  };
  const send = (event: ServerSentEvent) => {
    if (ended.signal.aborted) return false;
    const frame = formatEvent(event);
    const fits = waitingBytes(output) + frame.length <= queueLimitBytes;
    if (fits) output.write(frame);
    else overflow();
    return fits;
  };
  const heartbeat = setInterval(
    () => waitingBytes(output) === 0 && output.write(': heartbeat\n\n'),
    heartbeatMilliseconds,
  );

  output.once('close', close);
  stopping.addEventListener('abort', close);
  if (stopping.aborted) close();
  answer(ctx, output);
  return { send, close, signal: ended.signal };
}

function answer(ctx: Context, output: PassThrough): void {
  ctx.status = 200;
  ctx.type = 'text/event-stream';
  ctx.set({ 'Cache-Control': 'no-cache, no-transform', 'X-Accel-Buffering': 'no' });
  ctx.body = output;
  ctx.flushHeaders();
}

function waitingBytes(output: PassThrough): number {
  return output.writableLength + output.readableLength;
}

function cutAfter(response: ServerResponse, milliseconds: number): void {
  const cut = setTimeout(() => response.destroy(), milliseconds);
  response.once('close', () => clearTimeout(cut));
}
