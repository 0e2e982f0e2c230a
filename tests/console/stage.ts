import { randomBytes, randomUUID } from 'node:crypto';
import { type Fault, FaultClient, internalSecret } from '@cortex/local/fault';
import { eventually } from '@cortex/trace-testing';
import { PrometheusClient } from '../platform/prometheus.ts';
import type { PlatformUrls } from '../platform/runner.ts';

const EVIDENCE_MILLISECONDS = 60_000;
const USER = { username: 'user@example.com', password: 'password123' };

export interface StageOptions {
  urls: PlatformUrls;
  /** State directory of the platform. */
  home: string;
  /** The URL of the shop. */
  shop: string;
  /** Kills a service without warning. */
  kill(service: string): void;
}

/** A running platform in which situations can be caused. */
export class Stage {
  readonly #options: StageOptions;
  readonly #token: string;

  static async open(options: StageOptions): Promise<Stage> {
    const answer = await fetch(`${options.urls.coreApi}/auth/login`, asJson(USER));
    const { access_token } = (await answer.json()) as { access_token: string };
    return new Stage(options, access_token);
  }

  private constructor(options: StageOptions, token: string) {
    this.#options = options;
    this.#token = token;
  }

  /** Sends an input. @returns the id of its trace */
  async input(content: string = randomUUID()): Promise<string> {
    const response = await this.#send(content);
    return response.headers.get('traceresponse')?.split('-')[1] ?? 'none';
  }

  /** Waits until inputs are accepted again, because an earlier situation may have opened a circuit. */
  async recovered(): Promise<void> {
    const isTaken = async () => (await this.#send(randomUUID())).ok;
    await eventually(isTaken, {
      what: 'an input to be taken again',
      timeoutMilliseconds: EVIDENCE_MILLISECONDS,
      intervalMilliseconds: 500,
    });
  }

  async #send(content: string): Promise<Response> {
    const headers = { authorization: `Bearer ${this.#token}` };
    const response = await fetch(`${this.#options.urls.coreApi}/input`, asJson({ content }, headers));
    await response.text();
    return response;
  }

  /** Sends a request to the shop, in a trace with a given id. */
  async shop(path: string, body?: unknown): Promise<string> {
    const traceId = randomBytes(16).toString('hex');
    const headers = { traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` };
    const response = await fetch(
      `${this.#options.shop}${path}`,
      body === undefined ? { headers } : asJson(body, headers),
    );
    await response.text();
    return traceId;
  }

  async whileFaulty(fault: Fault, work: () => Promise<string>): Promise<string> {
    const { urls, home } = this.#options;
    const client = new FaultClient({ service: 'memory-service', url: urls.memory, secret: internalSecret(home, {}) });
    await client.set(fault);
    try {
      return await work();
    } finally {
      await client.clear(fault.tool);
    }
  }

  /** Waits until a PromQL expression has a value. */
  async measured(expression: string): Promise<void> {
    const prometheus = new PrometheusClient(this.#options.urls.prometheus);
    const value = async () => (await prometheus.query(expression)).length > 0;
    await eventually(value, { what: expression, timeoutMilliseconds: EVIDENCE_MILLISECONDS });
  }

  kill(service: string): void {
    this.#options.kill(service);
  }
}

function asJson(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}
