import { AsyncLocalStorage } from 'node:async_hooks';
import { internalSecret } from '@cortex/local/fault';
import { createTokenIssuer, type TokenIssuer } from '@cortex/runtime';
import type { StartedProcesses } from '../../platform/process-runner.ts';
import type { PlatformUrls } from '../../platform/runner.ts';
import { Expectation } from './expectation.ts';
import { connectCaller, ERAS, type Era, type McpCaller } from './wire/mcp-caller.ts';
import { send } from './wire/send.ts';

/** The services that the bench calls as another service would. */
export const PEERS = ['memory-service', 'cognition-service'] as const;

export type Peer = (typeof PEERS)[number];

const USER = { username: 'user@example.com', password: 'password123' };

/** The platform for the senders of requests, and a list of everything that was sent. */
export class Stage {
  readonly urls: PlatformUrls;
  /** All requests, in the order in which they were sent. */
  readonly expectations: Expectation[] = [];
  readonly #tokens: TokenIssuer;
  /** The expectation of the MCP call whose HTTP requests are being sent. */
  readonly #calling = new AsyncLocalStorage<Expectation>();
  readonly #callers = new Map<string, McpCaller>();
  #userToken = '';

  private constructor({ urls, home }: StartedProcesses) {
    this.urls = urls;
    this.#tokens = createTokenIssuer({ secret: internalSecret(home, {}), issuer: 'core-api' });
  }

  /** Logs in and connects the clients. */
  static async open(platform: StartedProcesses): Promise<Stage> {
    const stage = new Stage(platform);
    await stage.#login();
    for (const peer of PEERS) for (const era of ERAS) await stage.#connect(era, peer);
    return stage;
  }

  /** Creates the expectation of a request that is about to be sent. */
  begin(kind: string, options?: { isSampled?: boolean }): Expectation {
    const expectation = new Expectation(kind, options);
    this.expectations.push(expectation);
    return expectation;
  }

  /** Headers of the guide's user, for core-api. */
  userHeaders(): Record<string, string> {
    return { authorization: `Bearer ${this.#userToken}`, 'content-type': 'application/json' };
  }

  /** Headers of a user on whose behalf a service is called. */
  async peerHeaders(userId: string, peer: Peer): Promise<Record<string, string>> {
    const token = await this.#tokens.issue(userId, peer);
    return { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  }

  urlOf(peer: Peer): string {
    return peer === 'memory-service' ? this.urls.memory : this.urls.cognition;
  }

  /** Runs a call of an MCP client. Its HTTP requests become entries of the expectation. */
  async call<Result>(
    { era, peer, expectation }: { era: Era; peer: Peer; expectation: Expectation },
    work: (caller: McpCaller) => Promise<Result>,
  ): Promise<Result> {
    const caller = this.#callers.get(`${era} ${peer}`);
    if (caller === undefined) throw new Error(`no client of ${era} is connected to ${peer}`);
    return this.#calling.run(expectation, () => work(caller));
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.#callers.values(), (caller) => caller.close()));
  }

  async #login(): Promise<void> {
    const expectation = this.begin('login');
    const { spanId, header } = expectation.parent();
    const reply = await send({
      url: `${this.urls.coreApi}/auth/login`,
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent: header },
      body: JSON.stringify(USER),
    });
    expectation.expect({ span: 'core-api server POST /auth/login', parentSpanId: spanId, status: reply?.status });
    this.#userToken = JSON.parse(reply?.text ?? '{}').access_token;
  }

  async #connect(era: Era, peer: Peer): Promise<void> {
    const session = this.begin(`session of ${era}`);
    const connecting = () => connectCaller(era, this.urlOf(peer), (url, init) => this.#fetch(url, init, peer));
    this.#callers.set(`${era} ${peer}`, await this.#calling.run(session, connecting));
  }

  async #fetch(url: string | URL, init: RequestInit | undefined, peer: Peer): Promise<Response> {
    const expectation = this.#calling.getStore() ?? this.begin('request of a client by itself');
    const { spanId, header } = expectation.parent();
    const headers = new Headers(init?.headers);
    headers.set('authorization', (await this.peerHeaders(MCP_USER, peer)).authorization ?? '');
    headers.set('traceparent', header);
    const span = `${peer} server ${init?.method ?? 'GET'} /mcp`;
    const entry = expectation.expect({ span, parentSpanId: spanId, status: undefined });
    const response = await fetch(url, { ...init, headers });
    entry.status = response.status;
    return response;
  }
}

/** The user on whose behalf the MCP clients call. */
export const MCP_USER = 'truth-mcp';
