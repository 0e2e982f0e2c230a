import type { Waits } from '@cortex/signals';
import type { FetchLike } from '@modelcontextprotocol/client';
import { buildConnector, Pool, fetch as poolFetch } from 'undici';
import { detached } from '../../../context/detached.ts';
import { SUBSCRIBE } from '../subscribe.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import { type HttpReply, HttpReplyReader } from './http-reply.ts';

export interface Post {
  headers: Record<string, string>;
  body: Buffer;
  signal: AbortSignal | undefined;
  /** Its reason is used if it is aborted along with `signal`. */
  callSignal?: AbortSignal | undefined;
}

/** The pooled connections to one MCP endpoint. */
export class HttpPool {
  readonly #pool: Pool;
  /** Connections for streams. Each stream occupies one as long as it is open, and no call must wait for it. */
  readonly #streams: Pool;
  readonly #path: string;
  readonly #limits: ConnectionLimits;
  readonly #waits: Waits | undefined;
  #underWay = 0;
  /** A `fetch` over these connections, for what the SDK's own transport sends. */
  readonly fetch: FetchLike;

  constructor(url: URL, limits: ConnectionLimits, waits?: Waits) {
    this.#path = url.pathname + url.search;
    this.#limits = limits;
    this.#waits = waits;
    const options = {
      connect: detachedConnector(limits.connectTimeoutMilliseconds),
      headersTimeout: limits.readTimeoutMilliseconds,
      bodyTimeout: limits.readTimeoutMilliseconds,
      keepAliveTimeout: limits.idleMilliseconds,
      keepAliveMaxTimeout: limits.idleMilliseconds,
    };
    this.#pool = new Pool(url.origin, { ...options, connections: limits.connections });
    this.#streams = new Pool(url.origin, options);
    this.fetch = (address, init) =>
      poolFetch(address, { ...init, dispatcher: isStream(init) ? this.#streams : this.#pool });
  }

  /** Sends a request. Rejects when it could not be sent or was not answered; every HTTP status counts as an answer. */
  async post({ headers, body, signal, callSignal }: Post): Promise<HttpReply> {
    signal?.throwIfAborted();
    const wait = this.#underWay < this.#limits.connections ? undefined : this.#startWaiting(() => reader);
    let endWait = () => {};
    const reader = new HttpReplyReader(() => {
      clearTimeout(wait);
      endWait();
    });
    const abort = () => reader.abort(callSignal?.aborted ? callSignal.reason : signal?.reason);
    const end = () => {
      this.#underWay -= 1;
      clearTimeout(wait);
      signal?.removeEventListener('abort', abort);
    };
    signal?.addEventListener('abort', abort);
    this.#underWay += 1;
    this.#pool.dispatch({ path: this.#path, method: 'POST', headers, body }, reader);
    // Even a free connection takes the request one turn of the event loop later: undici first checks whether it is still open.
    if (!reader.isOnConnection && this.#waits) endWait = this.#waits.begin();
    return reader.reply.then(
      (reply) => {
        if (typeof reply.body === 'string') end();
        else reply.body.once('close', end);
        return reply;
      },
      (error) => {
        end();
        if (!reader.isOnConnection) endWait();
        throw error;
      },
    );
  }

  /** Closes the connections and aborts the requests under way. */
  async close(): Promise<void> {
    await Promise.all([this.#pool.destroy(), this.#streams.destroy()]);
  }

  #startWaiting(reader: () => HttpReplyReader): NodeJS.Timeout {
    const { connections, queueTimeoutMilliseconds } = this.#limits;
    const reason = `none of the ${connections} connections was free within ${queueTimeoutMilliseconds} ms`;
    return setTimeout(() => reader().abort(new Error(reason)), queueTimeoutMilliseconds);
  }
}

/** Connects outside of the request, because a connection outlives the request that opens it. */
function detachedConnector(timeout: number): buildConnector.connector {
  const connect = buildConnector({ timeout });
  return (options, callback) => detached(() => connect(options, callback));
}

/** Whether the answer stays open: subscriptions, and the stream for messages that servers of earlier revisions send on their own. */
function isStream(init: RequestInit = {}): boolean {
  return init.method === 'GET' || new Headers(init.headers).get('mcp-method') === SUBSCRIBE;
}
