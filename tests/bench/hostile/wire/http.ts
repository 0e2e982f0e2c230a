import { Agent, type Dispatcher, request } from 'undici';
import { ADDRESS } from './address.ts';
import type { Answer } from './answer.ts';

const PATIENCE_MILLISECONDS = 60_000;

/** A hostile input in well-formed HTTP. */
export interface HttpInput {
  url: string;
  method?: Dispatcher.HttpMethod;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Reuses connections, as most attackers and all proxies do. */
export class HttpSender {
  readonly #agent = new Agent({
    connections: 16,
    localAddress: ADDRESS,
    headersTimeout: PATIENCE_MILLISECONDS,
    bodyTimeout: PATIENCE_MILLISECONDS,
  });

  async send({ url, method = 'POST', headers = {}, body = '' }: HttpInput): Promise<Answer> {
    const options = { method, headers, dispatcher: this.#agent, ...(method !== 'GET' && { body }) };
    try {
      const { statusCode, headers: answered, body: answer } = await request(url, options);
      const isShed = answered['retry-after'] !== undefined;
      if (statusCode >= 500) return { status: statusCode, isShed, text: await answer.text() };
      await answer.dump();
      return { status: statusCode };
    } catch {
      // The server has closed the connection, or the client refuses to send such a header.
      return {};
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}
