import type { FetchLike } from '@modelcontextprotocol/client';
import { Pool, fetch as poolFetch } from 'undici';
import { SUBSCRIBE } from '../subscribe.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import { type HttpReply, HttpReplyReader } from './http-reply.ts';

export interface Post {
  headers: Record<string, string>;
  body: Buffer;
  signal: AbortSignal | undefined;
}

/** The connections to one MCP endpoint. */
export class HttpPool {
  readonly #pool: Pool;
  /** For answers that stay open: each keeps a connection for itself, which no call is to wait for. */
  readonly #streams: Pool;
  readonly #path: string;
  readonly #limits: ConnectionLimits;
  #underWay = 0;
  /** For what the SDK's own transport sends by these connections. */
  readonly fetch: FetchLike;

  constructor(url: URL, limits: ConnectionLimits) {
    this.#path = url.pathname + url.search;
    this.#limits = limits;
    const options = {
      connect: { timeout: limits.connectTimeoutMilliseconds },
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

  /** Rejects when the request could not be sent or answered; every HTTP status is an answer. */
  async post({ headers, body, signal }: Post): Promise<HttpReply> {
    signal?.throwIfAborted();
    const wait = this.#underWay < this.#limits.connections ? undefined : this.#startWaiting(() => reader);
    const reader = new HttpReplyReader(() => clearTimeout(wait));
    const abort = () => reader.abort(signal?.reason);
    const end = () => {
      this.#underWay -= 1;
      clearTimeout(wait);
      signal?.removeEventListener('abort', abort);
    };
    signal?.addEventListener('abort', abort);
    this.#underWay += 1;
    this.#pool.dispatch({ path: this.#path, method: 'POST', headers, body }, reader);
    return reader.reply.then(
      (reply) => {
        if (typeof reply.body === 'string') end();
        else reply.body.once('close', end);
        return reply;
      },
      (error) => {
        end();
        throw error;
      },
    );
  }

  /** Breaks off what is under way. */
  async close(): Promise<void> {
    await Promise.all([this.#pool.destroy(), this.#streams.destroy()]);
  }

  #startWaiting(reader: () => HttpReplyReader): NodeJS.Timeout {
    const { connections, queueTimeoutMilliseconds } = this.#limits;
    const reason = `none of the ${connections} connections was free within ${queueTimeoutMilliseconds} ms`;
    return setTimeout(() => reader().abort(new Error(reason)), queueTimeoutMilliseconds);
  }
}

/** Subscriptions, and what servers of earlier revisions say by themselves. */
function isStream(init: RequestInit = {}): boolean {
  return init.method === 'GET' || new Headers(init.headers).get('mcp-method') === SUBSCRIBE;
}
