import type { Readable } from 'node:stream';
import type { Waits } from '@cortex/signals';
import {
  type JSONRPCMessage,
  type JSONRPCRequest,
  SdkError,
  SdkErrorCode,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { SUBSCRIBE } from '../subscribe.ts';
import { answerIn } from './answer.ts';
import { CONNECTION_LIMITS, type ConnectionLimits } from './connection-limits.ts';
import { eventMessages } from './event-messages.ts';
import { HttpPool } from './http-pool.ts';
import { envelopeRevision, modernHeaders } from './modern-headers.ts';

export interface PooledHTTPClientTransportOptions {
  /** Called before each HTTP request, in the context of the call; undefined sends no token. */
  token?(): Promise<string | undefined>;
  limits?: Partial<ConnectionLimits>;
  /** Called with the size of a request's body and, unless it is a stream, of its answer's body; in the context of the call. */
  onBody?(direction: 'sent' | 'received', bytes: number): void;
  /** The signal that aborts the call, in whose context this is called. The SDK aborts its requests without the reason. */
  callSignal?(): AbortSignal | undefined;
  /** Measures waits for a connection. */
  connectionWaits?: Waits;
}

type SendOptions = NonNullable<Parameters<StreamableHTTPClientTransport['send']>[1]>;

const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

/**
 * A client of Streamable HTTP on a pool of connections. It sends the requests of revision 2026-07-28 itself. What earlier
 * revisions have besides (sessions, standalone streams, resumption) is left to the SDK, on the same pool.
 */
export class PooledHTTPClientTransport extends StreamableHTTPClientTransport {
  readonly #pool: HttpPool;
  readonly #token: () => Promise<string | undefined>;
  readonly #callSignal: () => AbortSignal | undefined;
  readonly #onBody: NonNullable<PooledHTTPClientTransportOptions['onBody']>;

  constructor(url: URL, options: PooledHTTPClientTransportOptions = {}) {
    const { token = async () => undefined, callSignal = () => undefined, onBody = () => {} } = options;
    const { limits, connectionWaits } = options;
    const pool = new HttpPool(url, { ...CONNECTION_LIMITS, ...limits }, connectionWaits);
    super(url, { authProvider: { token }, fetch: pool.fetch });
    this.#pool = pool;
    this.#token = token;
    this.#callSignal = callSignal;
    this.#onBody = onBody;
  }

  override async send(message: JSONRPCMessage | JSONRPCMessage[], options: SendOptions = {}): Promise<void> {
    const revision = revisionOfRequest(message);
    if (revision === undefined || options.resumptionToken !== undefined) return super.send(message, options);
    try {
      await this.#exchange(message as JSONRPCRequest, revision, options);
    } catch (error) {
      if (options.requestSignal?.aborted !== true) this.onerror?.(error as Error);
      throw error;
    }
  }

  override async close(): Promise<void> {
    await super.close();
    await this.#pool.close();
  }

  async #exchange(request: JSONRPCRequest, revision: string, options: SendOptions): Promise<void> {
    const token = await this.#token();
    const sent = Buffer.from(JSON.stringify(request));
    this.#onBody('sent', sent.length);
    const { status, contentType, body, bytes } = await this.#pool.post({
      headers: {
        ...options.headers,
        ...HEADERS,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...modernHeaders(request, revision),
      },
      body: sent,
      signal: options.requestSignal,
      callSignal: this.#callSignal(),
    });
    if (typeof body !== 'string') return this.#follow(body, request).finally(options.onRequestStreamEnd);
    this.#onBody('received', bytes);
    this.onmessage?.(answerIn({ status, contentType, text: body }, request));
  }

  async #follow(events: Readable, { id }: JSONRPCRequest): Promise<void> {
    let isAnswered = false;
    for await (const message of eventMessages(events)) {
      isAnswered ||= !('method' in message) && message.id === id;
      this.onmessage?.(message);
    }
    if (!isAnswered)
      throw new SdkError(SdkErrorCode.ConnectionClosed, 'The stream of the answer ended before the result');
  }
}

function revisionOfRequest(message: JSONRPCMessage | JSONRPCMessage[]): string | undefined {
  if (Array.isArray(message) || !('method' in message) || !('id' in message)) return undefined;
  return message.method === SUBSCRIBE ? undefined : envelopeRevision(message);
}
