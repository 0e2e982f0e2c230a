import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';
import { sseConnectionOpened, waitsFor } from '@cortex/signals';
import type { Context } from 'koa';
import { requestState } from '../http/request-state.ts';
import { routeOf } from '../http/route-of.ts';
import { whenClosed } from '../http/when-closed.ts';
import { formatEvent, type ServerSentEvent } from './format-event.ts';
import { Replay, type Settled } from './replay.ts';
import { WaitingBytes } from './waiting-bytes.ts';

/** The user who opened a stream. */
export interface Reader {
  userId: string;
  /** When the reader's token expires, which ends the stream; in seconds since the epoch. */
  expiresAt: number;
}

export interface EventStreamOptions {
  /** How often a comment is sent while nothing else is, so that proxies and clients keep the connection. Default 15 s. */
  heartbeatMilliseconds?: number;
  /** The most bytes that may wait for a client that reads too slowly. Default 256 KiB. */
  queueLimitBytes?: number;
  /** How long a client that fell behind, or whose token expired, may take to read what waits before it is cut. Default 5 s. */
  overflowGraceMilliseconds?: number;
  /** Bounds what waits for several streams together. Default: all streams of the process, at most 128 MiB. */
  waiting?: WaitingBytes;
}

const OF_ALL_STREAMS = new WaitingBytes(128 * 1024 ** 2);
/** Node fires a longer timer after one millisecond. */
const LONGEST_TIMER = 2 ** 31 - 1;

export interface EventStream {
  /**
   * Returns false when the event was not accepted: the client has left or fell too far behind. The latter sends it an `overflow` event.
   * @param settled called once with whether the event has been written to the client's socket
   */
  send(event: ServerSentEvent, settled?: Settled): boolean;
  /**
   * Sends the events from before the stream began, however many, as fast as the client reads. What `send` accepts meanwhile comes
   * after them, and is bounded as usual. Call it once, before any `send`. Resolves when everything is sent or the stream has ended.
   */
  replay(events: Iterable<ServerSentEvent>): Promise<void>;
  close(): void;
  /** Events that wait for the client to read. */
  readonly waiting: number;
  /** Aborted once nothing more can be sent: the client left or fell behind, `close()` was called, or the service stops. */
  signal: AbortSignal;
}

/** Answers the request with text/event-stream and keeps it open until its reader's token expires; the last event then is `expired`. */
export function openEventStream(ctx: Context, reader: Reader, options: EventStreamOptions = {}): EventStream {
  const { heartbeatMilliseconds = 15_000, queueLimitBytes = 262_144, overflowGraceMilliseconds = 5_000 } = options;
  const waiting = (options.waiting ?? OF_ALL_STREAMS).join(reader.userId, () => {
    close();
    output.destroy();
  });
  const { stopping } = requestState(ctx);
  const output = ctx.res;
  const ended = new AbortController();
  const closed = sseConnectionOpened(routeOf(ctx));
  let replayed: Replay | undefined;
  let unwritten = 0;
  const noteReader = readerWaits(ctx);
  // Senders run in requests of their own, but events belong to the request of the stream.
  const inStream = AsyncLocalStorage.snapshot();

  const close = () => {
    if (ended.signal.aborted) return;
    ended.abort();
    closed();
    clearInterval(heartbeat);
    clearTimeout(expiry);
    stopping.removeEventListener('abort', close);
    output.end();
  };
  const endWith = (event: string, detail: string) => {
    output.write(formatEvent({ event, data: { detail } }));
    close();
    inStream(() => cutAfter(output, overflowGraceMilliseconds));
  };
  const write = (frame: Buffer, settled: Settled = ignore) => {
    unwritten += 1;
    output.write(frame, (error) => {
      unwritten -= 1;
      settled(!error);
    });
    noteReader();
  };
  const take = (event: ServerSentEvent, settled: Settled) => {
    if (ended.signal.aborted) return false;
    const frame = formatEvent(event);
    const fits = (replayed?.heldBytes ?? output.writableLength) + frame.length <= queueLimitBytes;
    if (!fits) {
      endWith('overflow', 'Events came faster than they were read');
      return false;
    }
    const freed = (delivered: boolean) => {
      waiting.remove(frame.length);
      settled(delivered);
    };
    if (replayed) replayed.hold({ frame, settled: freed });
    else write(frame, freed);
    waiting.add(frame.length);
    return true;
  };
  const send = (event: ServerSentEvent, settled: Settled = ignore) => {
    const taken = take(event, settled);
    if (!taken) settled(false);
    return taken;
  };
  const replay = async (events: Iterable<ServerSentEvent>) => {
    replayed = new Replay({ output, write, ended: ended.signal });
    await replayed.run(events);
    replayed = undefined;
  };
  const heartbeat = setInterval(
    () => output.writableLength === 0 && output.write(': heartbeat\n\n'),
    heartbeatMilliseconds,
  );
  const expiry = setTimeout(
    () => endWith('expired', 'The token has expired: open the stream again with a new one'),
    Math.min(Math.max(reader.expiresAt * 1000 - Date.now(), 0), LONGEST_TIMER),
  );

  answer(ctx);
  // Before the others, which run at once if the client has left already, and take it off again.
  stopping.addEventListener('abort', close);
  for (const listener of [close, waiting.leave]) whenClosed(output, listener);
  if (stopping.aborted || ctx.method === 'HEAD') close();
  return {
    send,
    replay,
    close,
    signal: ended.signal,
    get waiting() {
      return unwritten + (replayed?.heldFrames ?? 0);
    },
  };
}

function ignore(): void {}

/** Writes the head directly: Koa would send it only after the route's handler has finished, and buffer everything until then. */
function answer(ctx: Context): void {
  ctx.status = 200;
  ctx.type = 'text/event-stream';
  ctx.set({ 'Cache-Control': 'no-cache, no-transform', 'X-Accel-Buffering': 'no' });
  ctx.respond = false;
  ctx.flushHeaders();
}

/** @returns a function to call after each write. It records in the stream's span when the reader is behind, until it has caught up or left. */
function readerWaits(ctx: Context): () => void {
  const { res: output } = ctx;
  const waits = waitsFor('reader', routeOf(ctx));
  const begin = AsyncLocalStorage.bind(() => waits.begin());
  let isWaiting = false;
  return () => {
    if (isWaiting || !output.writableNeedDrain) return;
    isWaiting = true;
    const endWait = begin();
    const done = () => {
      output.off('drain', done).off('close', done);
      isWaiting = false;
      endWait();
    };
    // Must run before the listener that ends the span.
    output.once('drain', done).prependOnceListener('close', done);
  };
}

function cutAfter(response: ServerResponse, milliseconds: number): void {
  const cut = setTimeout(() => response.destroy(), milliseconds);
  response.once('close', () => clearTimeout(cut));
}
