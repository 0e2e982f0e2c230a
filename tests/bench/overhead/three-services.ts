import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserTokens } from '@cortex/core-api/auth';
import { readSettings } from '@cortex/local/settings';
import { type Component, serviceComponents } from '@cortex/local/stack';
import { eventually } from '@cortex/trace-testing';
import { Pool } from 'undici';
import { portVariables } from '../../platform/process-runner.ts';
import type { Mode } from './modes.ts';
import { familyOf, type Usage, usageOf } from './process-usage.ts';

const SECRETS = {
  CORTEX_JWT_SECRET: 'a-secret-of-the-bench-for-users-0123456789',
  CORTEX_INTERNAL_SECRET: 'a-secret-of-the-bench-for-services-0123456',
};
const USERS = 50;
const TOKEN_LIFETIME_SECONDS = 3600;
const START_TIMEOUT_MILLISECONDS = 60_000;
const BODY = JSON.stringify({ content: 'The invoice of the printer in the second floor is wrong again' });

/** core-api, cognition and memory as `npm start` runs them, with the telemetry of a mode. */
export class ThreeServices {
  /** Keyed by service name. */
  readonly #children: Map<string, ChildProcess>;
  readonly #home: string;
  readonly #pool: Pool;
  readonly #tokens: string[];
  #sent = 0;

  private constructor(parts: { children: Map<string, ChildProcess>; home: string; url: string; tokens: string[] }) {
    this.#children = parts.children;
    this.#home = parts.home;
    this.#pool = new Pool(parts.url);
    this.#tokens = parts.tokens;
  }

  /** @param collector receives OTLP over HTTP */
  static async start(mode: Mode, collector: string): Promise<ThreeServices> {
    const home = await mkdtemp(join(tmpdir(), 'cortex-overhead-'));
    const settings = readSettings({ ...(await portVariables()), CORTEX_HOME: home });
    const env = { ...process.env, ...SECRETS, ...mode.env, OTEL_EXPORTER_OTLP_ENDPOINT: collector };
    const components = serviceComponents({ settings, env });
    const children = new Map(components.map((component) => [component.name, run(component, mode, collector)]));
    try {
      await Promise.all(components.map(({ readinessUrl }) => ready(readinessUrl)));
    } catch (error) {
      await Promise.all(Array.from(children.values(), end));
      throw error;
    }
    const tokens = new UserTokens({ secret: SECRETS.CORTEX_JWT_SECRET, lifetimeSeconds: TOKEN_LIFETIME_SECONDS });
    return new ThreeServices({
      children,
      home,
      url: `http://127.0.0.1:${settings.ports.coreApi}`,
      tokens: await Promise.all(Array.from({ length: USERS }, (_, user) => tokens.issue(`user-${user}`))),
    });
  }

  /** Sends one input. Resolves with the milliseconds until it was accepted. */
  async input(): Promise<number> {
    const token = this.#tokens[this.#sent++ % USERS];
    const started = performance.now();
    const { statusCode, body } = await this.#pool.request({
      path: '/input',
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: BODY,
    });
    const text = await body.text();
    if (statusCode !== 202)
      throw new Error(`expected 202 from POST /input, got ${statusCode} (can this machine carry the --rate?): ${text}`);
    return performance.now() - started;
  }

  usage(): Promise<Usage> {
    return usageOf(Array.from(this.#children.values(), ({ pid }) => pid as number));
  }

  /** The number of processes of a service, with its workers. */
  async processesOf(name: string): Promise<number> {
    return (await familyOf(this.#children.get(name)?.pid as number)).length;
  }

  async stop(): Promise<void> {
    await this.#pool.close();
    await Promise.all(Array.from(this.#children.values(), end));
    await rm(this.#home, { recursive: true });
  }
}

/** The component with the telemetry of the mode in place of that of `npm start`. */
function run({ command, args, cwd, env }: Component, mode: Mode, collector: string): ChildProcess {
  const own = args.filter((arg) => arg !== '--import' && arg !== '@cortex/telemetry/register');
  return spawn(command, [...mode.flags, ...own], {
    cwd,
    env: { ...env, OTEL_EXPORTER_OTLP_ENDPOINT: collector },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function ready(url: string): Promise<void> {
  await eventually(async () => ((await fetch(url)).ok ? true : undefined), {
    what: `${url} to be ready`,
    timeoutMilliseconds: START_TIMEOUT_MILLISECONDS,
  });
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
