import { type StartedService, trustedProxies } from '@cortex/runtime';
import { EventReader } from '@cortex/runtime/testing';
import { startCoreApi } from '../app.ts';
import { UserTokens } from '../auth/user-tokens.ts';
import { type CoreApiConfig, LIMITS, type Limits } from '../config.ts';
import {
  type ContextRequest,
  type FoundItem,
  type StoredInput,
  startCognitionPeer,
  startMemoryPeer,
} from './test-peers.ts';
import { INTERNAL_SECRET, SERVICE_CONFIG, USER_SECRET } from './test-settings.ts';

export interface TestAppOptions {
  limits?: Partial<Limits>;
  /** What the memory peer does before it acknowledges an input. */
  store?(input: StoredInput): void;
  /** The answer of the cognition peer. */
  find?(request: ContextRequest): Promise<FoundItem[]>;
  config?: Partial<CoreApiConfig>;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** The real core-api on a free port, with peers that speak MCP. `stop()` stops everything. */
export class TestApp {
  readonly url: string;
  readonly #services: StartedService[];

  private constructor(services: StartedService[], url: string) {
    this.#services = services;
    this.url = url;
  }

  static async start({ limits, store = () => {}, find = async () => [], config }: TestAppOptions = {}) {
    const [memory, cognition] = await Promise.all([startMemoryPeer(store), startCognitionPeer(find)]);
    const service = await startCoreApi({
      service: SERVICE_CONFIG,
      environment: 'development',
      logLevel: 'silent',
      workers: 1,
      memoryUrl: memory.url,
      cognitionUrl: cognition.url,
      eventsLocation: undefined,
      usersFile: undefined,
      trustedProxies: trustedProxies([]),
      secrets: { user: USER_SECRET, internal: INTERNAL_SECRET },
      limits: { ...LIMITS, ...limits },
      ...config,
    });
    return new TestApp([service, memory, cognition], service.url);
  }

  /** POSTs a body: text and forms unchanged, everything else as JSON. */
  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    if (body instanceof URLSearchParams) return this.#fetch(path, { method: 'POST', headers, body });
    return this.#fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#fetch(path, { headers });
  }

  stream(headers: Record<string, string>): Promise<EventReader> {
    return EventReader.open(`${this.url}/output/stream`, headers);
  }

  /** Stops only core-api; `stop()` may still be called. */
  stopCoreApi(): Promise<void> | undefined {
    return this.#services[0]?.stop();
  }

  async #fetch(path: string, options: RequestInit): Promise<Answer> {
    const response = await fetch(this.url + path, options);
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
  }

  async stop(): Promise<void> {
    for (const service of this.#services) await service.stop();
  }
}

/** The Authorization header of a logged-in user. */
export async function authorization(userId: string, lifetimeSeconds = 60): Promise<{ Authorization: string }> {
  const tokens = new UserTokens({ secret: USER_SECRET, lifetimeSeconds });
  return { Authorization: `Bearer ${await tokens.issue(userId)}` };
}
