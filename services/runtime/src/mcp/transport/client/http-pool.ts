import type { FetchLike } from '@modelcontextprotocol/client';
import { Pool, fetch as poolFetch } from 'undici';
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
  readonly #path: string;
  readonly #limits: ConnectionLimits;
  #underWay = 0;
  /** For what the SDK's own transport sends by these connections. */
  readonly fetch: FetchLike;

  constructor(url: URL, limits: ConnectionLimits) {
    this.#path = url.pathname + url.search;
    this.#limits = limits;
    this.#pool = new Pool(url.origin, {
      connections: limits.connections,
      connect: { timeout: limits.connectTimeoutMilliseconds },
      headersTimeout: limits.readTimeoutMilliseconds,
      bodyTimeout: limits.readTimeoutMilliseconds,
      keepAliveTimeout: limits.idleMilliseconds,
      keepAliveMaxTimeout: limits.idleMilliseconds,
    });
    this.fetch = (address, init) => poolFetch(address, { ...init, dispatcher: this.#pool });
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
  close(): Promise<void> {
    return this.#pool.destroy();
  }

  #startWaiting(reader: () => HttpReplyReader): NodeJS.Timeout {
    const { connections, queueTimeoutMilliseconds } = this.#limits;
    const reason = `none of the ${connections} connections was free within ${queueTimeoutMilliseconds} ms`;
    return setTimeout(() => reader().abort(new Error(reason)), queueTimeoutMilliseconds);
  }
}
