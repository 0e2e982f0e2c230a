import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '@cortex/runtime/testing';
import { eventually } from '@cortex/trace-testing';
import { CoreApiProcess } from './core-api-process.ts';
import { startCognitionPeer, startMemoryPeer } from './test-peers.ts';
import { WITH_METRICS } from './test-settings.ts';

interface Health {
  status: string;
  checks: Record<string, string>;
}

/** core-api as several worker processes, with peers that store each input and find for it what it says. */
export class WorkersOfCoreApi implements AsyncDisposable {
  readonly count: number;
  /** The contents that the memory service was given. */
  readonly stored: ReadonlySet<string>;
  readonly #process: CoreApiProcess;
  #resources = new AsyncDisposableStack();

  private constructor(count: number, stored: ReadonlySet<string>, process: CoreApiProcess) {
    this.count = count;
    this.stored = stored;
    this.#process = process;
  }

  /** Resolves when all of them serve. */
  static async start(count: number): Promise<WorkersOfCoreApi> {
    await using resources = new AsyncDisposableStack();
    const stored = new Set<string>();
    const { path: home } = resources.use(mkdtempDisposableSync(join(tmpdir(), 'cortex-workers-')));
    const memory = resources.adopt(await startMemoryPeer(({ content }) => void stored.add(content)), (peer) =>
      peer.stop(),
    );
    const find = async ({ query }: { query: string }) => [{ id: 'earlier', content: query }];
    const cognition = resources.adopt(await startCognitionPeer(find), (peer) => peer.stop());
    const env = { ...WITH_METRICS, CORTEX_FAULTS: 'on', CORE_API_WORKERS: String(count) };
    const process = resources.adopt(
      await CoreApiProcess.start({ home, memoryUrl: memory.url, cognitionUrl: cognition.url, eventsUrl: '', env }),
      (started) => started.kill(),
    );
    const workers = new WorkersOfCoreApi(count, stored, process);
    await workers.complete();
    workers.#resources = resources.move();
    return workers;
  }

  get url(): string {
    return this.#process.url;
  }

  /** Process ids of the workers that run now. */
  get pids(): number[] {
    const { pid } = this.#process;
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  }

  /** Sends a request on a connection of its own: the first process gives it to whichever worker is next. */
  request(path: string, options: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
    return fetch(this.url + path, { ...options, headers: { ...options.headers, Connection: 'close' } });
  }

  async health(): Promise<Health> {
    return (await this.request('/health')).json() as Promise<Health>;
  }

  /** The sum of a metric over its series whose labels contain all of these, for each worker. */
  async metricOfWorkers(name: string, labels: string[] = []): Promise<Map<string, number>> {
    const text = await (await this.request('/metrics')).text();
    const sums = new Map<string, number>();
    for (const [, series = '', value] of text.matchAll(new RegExp(`^${name}\\{(.*)\\} (\\S+)`, 'gm'))) {
      const worker = /\bworker="(\d+)"/.exec(series)?.[1] ?? '';
      if (labels.every((label) => series.includes(label))) sums.set(worker, (sums.get(worker) ?? 0) + Number(value));
    }
    return sums;
  }

  /** Kills a worker. Resolves when it has ended. */
  async kill(pid: number): Promise<void> {
    process.kill(pid, 'SIGKILL');
    await eventually(() => !isAlive(pid), { what: `worker ${pid} to end`, intervalMilliseconds: 1 });
  }

  /** Resolves when /health says that all workers answer. */
  async complete(): Promise<void> {
    const isComplete = async () => (await this.health()).checks.workers === 'healthy';
    await eventually(isComplete, { what: `${this.count} workers to answer`, timeoutMilliseconds: 60_000 });
  }

  terminate(): Promise<number | null> {
    return this.#process.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync();
  }
}
