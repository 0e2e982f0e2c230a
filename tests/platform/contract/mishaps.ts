import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CoreApiClient, waitForOutputs } from '@cortex/local/demo';
import { FaultClient, internalSecret } from '@cortex/local/fault';
import type { PostgresServer } from '@cortex/memory/testing';
import { createTokenIssuer } from '@cortex/runtime';
import { SLOW_QUERY_SECONDS } from '@cortex/signals';
import { LOG_EVENT_NOBODY_WAITS_FOR_THE_ANSWER } from '@cortex/signals/contract';
import { eventually } from '@cortex/trace-testing';
import type { StartedProcesses } from '../process-runner.ts';

const POSTGRESQL_QUERY_CANCELED = '57014';
const LONGEST_LOCK_SECONDS = 60;
const FROM_SLEEPER = "from pg_stat_activity where wait_event = 'PgSleep'";
const USER = { username: 'user@example.com', password: 'password123' };

export interface MishapsOptions {
  processes: StartedProcesses;
  /** The server of memory's database. */
  server: PostgresServer;
  database: string;
  signal: AbortSignal;
}

/** Causes rare failures of a platform that leave unique traces in its telemetry. */
export class Mishaps {
  readonly #options: MishapsOptions;
  readonly #secret: string;
  readonly #client: CoreApiClient;
  #userId = '';

  constructor(options: MishapsOptions) {
    this.#options = options;
    this.#secret = internalSecret(options.processes.home, {});
    this.#client = new CoreApiClient(options.processes.urls.coreApi, options.signal);
  }

  /** Runs one after the other, because each restores the platform. */
  async happen(): Promise<void> {
    await this.#client.login(USER);
    this.#userId = (await this.#client.verify()).userId;
    await this.#lockedTable();
    await this.#missingTable();
    await this.#brokenContexts();
    await this.#lostHistory();
    await this.#refusedInput();
    await this.#clientThatLeaves();
    await this.#garbage();
    await this.#standstill();
    await this.#restart();
  }

  /** A statement that waits for a lock is a slow query, and its request a slow endpoint. */
  async #lockedTable(): Promise<void> {
    const { server, database } = this.#options;
    const lock = `begin; lock table user_history in access exclusive mode; select pg_sleep(${LONGEST_LOCK_SECONDS})`;
    const locked = server.administer(lock, database).catch((error) => {
      if (error.code !== POSTGRESQL_QUERY_CANCELED) throw error;
    });
    const there = async (what: string, question: string) =>
      eventually(async () => ((await server.administer(question, database)).length > 0 ? true : undefined), { what });
    await there('the lock on the table', `select 1 ${FROM_SLEEPER}`);
    const answered = this.#inputs(1);
    await there(
      'a statement that has waited for the lock long enough',
      `select 1 from pg_stat_activity where wait_event_type = 'Lock'
        and now() - query_start > interval '${2 * SLOW_QUERY_SECONDS} seconds'`,
    );
    await server.administer(`select pg_cancel_backend(pid) ${FROM_SLEEPER}`, database);
    await Promise.all([locked, answered]);
  }

  /** A statement about it fails. */
  async #missingTable(): Promise<void> {
    const { server, database, processes } = this.#options;
    const rename = (from: string, to: string) => server.administer(`alter table ${from} rename to ${to}`, database);
    await rename('user_history', 'missing');
    const history = `${processes.urls.memory}/resource/history/${this.#userId}`;
    await (await fetch(history, { headers: await this.#authorization() })).text();
    await rename('missing', 'user_history');
  }

  async #brokenContexts(): Promise<void> {
    const cognition = this.#faultsOf('cognition-service', this.#options.processes.urls.cognition);
    await cognition.set({ kind: 'error', status: 500, tool: 'get_context', probability: 1 });
    await this.#inputs(1);
    await cognition.clear(undefined);
  }

  /** Fails often enough to open the circuit. */
  async #lostHistory(): Promise<void> {
    const memory = this.#faultsOf('memory-service', this.#options.processes.urls.memory);
    await memory.set({ kind: 'error', status: 503, tool: 'get_history', probability: 1 });
    await this.#inputs(3);
    await memory.clear(undefined);
  }

  async #refusedInput(): Promise<void> {
    const memory = this.#faultsOf('memory-service', this.#options.processes.urls.memory);
    await memory.set({ kind: 'error', status: 503, tool: 'store_input', probability: 1 });
    await this.#client.sendInput('nobody keeps this', 'mishaps').catch(() => {});
    await memory.clear(undefined);
  }

  /** Repeats until memory has noticed: on a busy machine, a client may have left before its request arrived. */
  async #clientThatLeaves(): Promise<void> {
    const { urls, home } = this.#options.processes;
    const memory = this.#faultsOf('memory-service', urls.memory);
    await memory.set({ kind: 'latency', milliseconds: 10_000, tool: 'history', probability: 1 });
    const history = `${urls.memory}/resource/history/${this.#userId}`;
    const headers = await this.#authorization();
    await eventually(
      async () => {
        await fetch(history, { headers, signal: AbortSignal.timeout(200) }).catch(() => {});
        const log = await readFile(join(home, 'logs', 'memory-service.log'), 'utf8');
        return log.includes(LOG_EVENT_NOBODY_WAITS_FOR_THE_ANSWER) || undefined;
      },
      { what: 'memory to notice that nobody waits for its answer' },
    );
    await memory.clear(undefined);
  }

  /** Sends garbage instead of MCP messages. */
  async #garbage(): Promise<void> {
    const headers = { ...(await this.#authorization()), 'content-type': 'application/json' };
    const { memory } = this.#options.processes.urls;
    await (await fetch(`${memory}/mcp`, { method: 'POST', headers, body: '{"no":"message"}' })).text();
  }

  /** A dependency that hangs is a change of health, as is its recovery. */
  async #standstill(): Promise<void> {
    const pid = this.#options.processes.pidOf('memory-service');
    process.kill(pid, 'SIGSTOP');
    try {
      await this.#memoryIs('unhealthy');
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await this.#memoryIs('healthy');
  }

  async #restart(): Promise<void> {
    const { processes } = this.#options;
    const before = processes.pidOf('cognition-service');
    process.kill(before, 'SIGTERM');
    await eventually(async () => (processes.pidOf('cognition-service') === before ? undefined : true), {
      what: 'the cognition-service to be started again',
    });
  }

  async #inputs(count: number): Promise<void> {
    const events = await this.#client.openStream();
    const inputIds: string[] = [];
    for (let sent = 0; sent < count; sent += 1) {
      inputIds.push((await this.#client.sendInput(`does the printer need toner, ${sent}`, 'mishaps')).inputId);
    }
    await waitForOutputs({ events, inputIds, onOutput: () => {} });
  }

  async #memoryIs(wanted: 'healthy' | 'unhealthy'): Promise<void> {
    const { coreApi } = this.#options.processes.urls;
    await eventually(
      async () => {
        const report = (await (await fetch(`${coreApi}/health`)).json()) as { checks: Record<string, string> };
        return report.checks.memory_service === wanted ? true : undefined;
      },
      { what: `core-api to find memory ${wanted}` },
    );
  }

  #faultsOf(service: string, url: string): FaultClient {
    return new FaultClient({ service, url, secret: this.#secret });
  }

  /** A token for the memory service. */
  async #authorization(): Promise<{ authorization: string }> {
    const issuer = createTokenIssuer({ secret: this.#secret, issuer: 'core-api' });
    return { authorization: `Bearer ${await issuer.issue(this.#userId, 'memory-service')}` };
  }
}
