import { randomUUID } from 'node:crypto';
import { CoreApiClient } from '@cortex/local/demo';
import { type Fault, FaultClient, internalSecret } from '@cortex/local/fault';
import { createTokenIssuer, type TokenIssuer } from '@cortex/runtime';
import type { PlatformUrls } from './runner.ts';

const USER = { username: 'user@example.com', password: 'password123' };
/** Faults expire, so that whatever comes after them works again. */
const FAULT_SECONDS = 2;

export interface TrafficOptions {
  urls: PlatformUrls;
  /** State directory of the platform, with the secret that the services share. */
  home: string;
  /** Ends the streams. */
  signal: AbortSignal;
}

interface RequestOptions {
  token?: string;
  accept?: string;
  body?: object;
}

/** Uses a running platform in every way that affects its metrics, round after round. */
export class Traffic {
  readonly #options: TrafficOptions;
  readonly #secret: string;
  readonly #tokens: TokenIssuer;
  readonly #client: CoreApiClient;
  #userId = '';

  /** Logs in and opens the streams of outputs and of the history. */
  static async open(options: TrafficOptions): Promise<Traffic> {
    const traffic = new Traffic(options);
    await traffic.#open();
    return traffic;
  }

  private constructor(options: TrafficOptions) {
    this.#options = options;
    this.#secret = internalSecret(options.home, {});
    this.#tokens = createTokenIssuer({ secret: this.#secret, issuer: 'core-api' });
    this.#client = new CoreApiClient(options.urls.coreApi, options.signal);
  }

  /** Sends requests of users and of services, some of them invalid. The answers do not matter. */
  async round(): Promise<void> {
    const { coreApi } = this.#options.urls;
    await Promise.allSettled([
      this.#client.verify(),
      this.#client.login({ username: 'nobody@example.com', password: 'wrong' }),
      ...Array.from({ length: 3 }, () => this.#client.sendInput(`note ${randomUUID()}`, 'traffic')),
      this.#ask(`${coreApi}/auth/verify`, { token: 'no token' }),
      this.#ask(`${coreApi}/nothing-here`),
      this.#ask(`${coreApi}/health`),
      this.#callTools(),
      this.#readHistory('text/event-stream').then((stream) => stream.body?.cancel()),
    ]);
  }

  /** The same while half of the memory-service's calls fail. */
  async faultyRound(): Promise<void> {
    const memory = this.#faultsOf('memory-service', this.#options.urls.memory);
    const faults: Fault[] = ['store_input', 'get_history'].map((tool) => ({
      kind: 'error',
      status: 503,
      tool,
      probability: 0.5,
      seconds: FAULT_SECONDS,
    }));
    for (const fault of faults) await memory.set(fault);
    await this.round();
  }

  async #open(): Promise<void> {
    await this.#client.login(USER);
    this.#userId = (await this.#client.verify()).userId;
    drain(await this.#client.openStream(), this.#options.signal);
    await this.#readHistory('text/event-stream');
  }

  /** Calls each tool of the two services behind core-api over plain HTTP, as in the guide. */
  async #callTools(): Promise<void> {
    const { memory, cognition } = this.#options.urls;
    const user_id = this.#userId;
    await this.#post(`${memory}/tool/store_input`, 'memory-service', {
      user_id,
      input_id: randomUUID(),
      content: 'stored by a service',
    });
    await this.#post(`${memory}/tool/get_history`, 'memory-service', { user_id });
    await this.#post(`${cognition}/tool/get_context`, 'cognition-service', { user_id, query: 'stored' });
    await (await this.#readHistory('application/json')).text();
    const token = await this.#tokens.issue(user_id, 'memory-service');
    await (await this.#ask(`${memory}/resource/summary/${user_id}`, { token })).text();
  }

  /** Requests the history once, or as a stream of events. */
  async #readHistory(accept: 'application/json' | 'text/event-stream'): Promise<Response> {
    const token = await this.#tokens.issue(this.#userId, 'memory-service');
    return this.#ask(`${this.#options.urls.memory}/resource/history/${this.#userId}`, { token, accept });
  }

  async #post(url: string, audience: string, body: object): Promise<void> {
    const token = await this.#tokens.issue(this.#userId, audience);
    await (await this.#ask(url, { token, body })).text();
  }

  #ask(url: string, { token = '', accept = '*/*', body }: RequestOptions = {}): Promise<Response> {
    return fetch(url, {
      headers: { authorization: `Bearer ${token}`, accept, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      signal: this.#options.signal,
    });
  }

  #faultsOf(service: string, url: string): FaultClient {
    return new FaultClient({ service, url, secret: this.#secret });
  }
}

/** Reads events as they arrive, so that the stream does not fill up. */
async function drain(events: AsyncIterable<unknown>, signal: AbortSignal): Promise<void> {
  try {
    for await (const _ of events);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
