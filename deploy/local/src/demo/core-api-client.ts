import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';
import { z } from 'zod';
import { UserError } from '../user-error.ts';

const loginAnswer = z.object({ access_token: z.string(), expires_in: z.number() });
const verifyAnswer = z.object({ user_id: z.string() });
const inputAnswer = z.object({ input_id: z.string(), status: z.string() });

export interface Credentials {
  username: string;
  password: string;
}

/** A client of core-api, as a user's program would be. */
export class CoreApiClient {
  readonly #url: string;
  readonly #signal: AbortSignal;
  #token = '';

  constructor(url: string, signal: AbortSignal) {
    this.#url = url;
    this.#signal = signal;
  }

  async login(credentials: Credentials): Promise<{ token: string; expiresInSeconds: number }> {
    const answer = loginAnswer.parse(await this.#json('/auth/login', { body: credentials }));
    this.#token = answer.access_token;
    return { token: answer.access_token, expiresInSeconds: answer.expires_in };
  }

  async verify(): Promise<{ userId: string }> {
    return { userId: verifyAnswer.parse(await this.#json('/auth/verify')).user_id };
  }

  /** @param userAgent is recorded in the trace, which can be found by it */
  async sendInput(content: string, userAgent: string): Promise<{ inputId: string; status: string }> {
    const { input_id, status } = inputAnswer.parse(await this.#json('/input', { body: { content }, userAgent }));
    return { inputId: input_id, status };
  }

  /** Opens the user's stream, and resolves to its events. */
  async openStream(): Promise<AsyncIterable<EventSourceMessage>> {
    const { body } = await this.#request('/output/stream');
    if (body === null) throw new UserError(`${this.#url}/output/stream answered without a stream`);
    return body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  }

  async #json(path: string, options?: RequestOptions): Promise<unknown> {
    return (await this.#request(path, options)).json();
  }

  async #request(path: string, { body, userAgent = 'cortex-demo' }: RequestOptions = {}): Promise<Response> {
    const response = await fetch(`${this.#url}${path}`, {
      headers: {
        'User-Agent': userAgent,
        ...(this.#token !== '' && { Authorization: `Bearer ${this.#token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      signal: this.#signal,
    }).catch((error: Error) => {
      throw new UserError(
        `core-api at ${this.#url} does not answer (${error.message}). Start the stack with: npm start`,
      );
    });
    if (response.ok) return response;
    throw new UserError(`core-api answered ${response.status} to ${path}: ${await response.text()}`);
  }
}

interface RequestOptions {
  body?: unknown;
  userAgent?: string;
}
