import cluster, { type Address, type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { observeWorkers, workerRestarts } from '@cortex/signals';
import { ConfigError } from '../config/config-error.ts';
import { shareFaults } from '../faults/share-faults.ts';
import { METRICS, ownMetrics } from '../http/metrics-route.ts';
import type { StartedService, StopOptions } from '../http/service-options.ts';
import type { Logger } from '../log/create-logger.ts';
import { channelTo } from './channel.ts';
import { closeLostConnections } from './close-lost-connections.ts';
import { forwardProfileRequests } from './forward-profile-requests.ts';
import { instanceOf } from './instance-of.ts';
import { serverUrl } from './server-url.ts';
import type { StopMessage } from './stop-requests.ts';
import { relayQuestions } from './worker-questions.ts';
import { Workers } from './workers.ts';

const FIRST_DELAY_MILLISECONDS = 100;
const LONGEST_DELAY_MILLISECONDS = 10_000;
/** A worker that served this long resets the delay. */
const SETTLED_MILLISECONDS = 10_000;
/** A worker that ends sooner than this after it listened counts as a failed start. */
const BEGUN_MILLISECONDS = 1_000;
/** Failed starts in a row, after which a worker is not replaced again. */
const MOST_FAILED_STARTS = 5;

export interface WorkerGroupOptions {
  count: number;
  logger: Logger;
  /** Runs before the first worker starts. */
  lead?: ((workers: Workers) => void | Promise<void>) | undefined;
}

/** Processes that serve one port together. One that dies is replaced; if it dies again soon, after a growing pause. */
export class WorkerGroup implements StartedService {
  readonly #logger: Logger;
  readonly #stopping = new AbortController();
  readonly #lives: Promise<void>[] = [];
  readonly #workers = new Workers();
  readonly #restarts = workerRestarts();
  readonly #failed = Promise.withResolvers<never>();
  #url = '';

  private constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Resolves when all workers accept connections. Rejects when one of them ends before. */
  static async start({ count, logger, lead }: WorkerGroupOptions): Promise<WorkerGroup> {
    // Each worker's inspector takes a free port, as NODE_OPTIONS may ask of a single process.
    cluster.setupPrimary({ inspectPort: 0 });
    forwardProfileRequests();
    const group = new WorkerGroup(logger);
    observeWorkers({ configured: count, ready: () => group.#workers.ready.size });
    relayQuestions(group.#workers, { count, own: { [METRICS]: ownMetrics } });
    shareFaults(group.#workers);
    await lead?.(group.#workers);
    const workers = Array.from({ length: count }, (_, index) => group.#fork(index + 1));
    try {
      const [url] = await Promise.all(workers.map(listening));
      group.#url = url as string;
    } catch (error) {
      await Promise.all(workers.map((worker) => stopped(worker, 'hurry')));
      throw error;
    }
    group.#lives.push(...workers.map((worker, index) => group.#keepAlive(worker, index + 1)));
    return group;
  }

  get url(): string {
    return this.#url;
  }

  get failed(): Promise<never> {
    return this.#failed.promise;
  }

  async stop({ hurry }: StopOptions = {}): Promise<void> {
    this.#stopping.abort();
    tell('stop');
    hurry?.addEventListener('abort', () => tell('hurry'), { once: true });
    await Promise.all(this.#lives);
  }

  #fork(number: number): Worker {
    const worker = cluster.fork(instanceOf(number, process.env));
    closeLostConnections(worker.process);
    const onEnd = (listener: () => void) => void worker.once('exit', listener);
    const link = { ...channelTo(worker.process), number, onEnd };
    this.#workers.add(link);
    worker.once('listening', () => this.#workers.markReady(link));
    return worker;
  }

  async #keepAlive(first: Worker, number: number): Promise<void> {
    let delay = FIRST_DELAY_MILLISECONDS;
    let failedStarts = 0;
    for (let worker = first; ; worker = this.#fork(number)) {
      const { end, servedMilliseconds } = await life(worker, worker === first);
      if (this.#stopping.signal.aborted) return;
      if (servedMilliseconds > SETTLED_MILLISECONDS) delay = FIRST_DELAY_MILLISECONDS;
      failedStarts = servedMilliseconds < BEGUN_MILLISECONDS ? failedStarts + 1 : 0;
      if (failedStarts === MOST_FAILED_STARTS) return void this.#fail(number, end);
      this.#logger.error({ worker: worker.process.pid, end, delay }, 'a worker ended and is replaced');
      await sleep(delay, undefined, this.#stopping).catch(() => undefined);
      if (this.#stopping.signal.aborted) return;
      this.#restarts.add();
      delay = Math.min(2 * delay, LONGEST_DELAY_MILLISECONDS);
    }
  }

  /** Ends the service, so that whatever runs it notices that it cannot serve. */
  async #fail(number: number, end: string): Promise<void> {
    await this.stop();
    this.#failed.reject(
      new ConfigError(
        `Expected worker ${number} to serve, but it ended ${MOST_FAILED_STARTS} times in a row as soon as it had started (${end}): see its output above`,
      ),
    );
  }
}

function tell(message: StopMessage): void {
  for (const worker of Object.values(cluster.workers ?? {})) if (worker !== undefined) send(worker, message);
}

/** Sends with a callback, because a worker may end at any moment: without one, a failure to reach it would be an error event, which ends this process. */
function send(worker: Worker, message: StopMessage): void {
  if (worker.isConnected()) worker.send(message, () => undefined);
}

async function listening(worker: Worker): Promise<string> {
  const address = once(worker, 'listening') as Promise<[Address]>;
  const end = ended(worker).then((how) => {
    throw new ConfigError(`Expected a worker to listen, but it ended (${how}): see its output above`);
  });
  const [{ address: host, port, addressType }] = await Promise.race([address, end]);
  return serverUrl({ address: host, port, family: addressType === 6 ? 'IPv6' : 'IPv4' });
}

async function stopped(worker: Worker, message: StopMessage): Promise<void> {
  const end = ended(worker);
  send(worker, message);
  await end;
}

/** How a worker ended, and how long it served before. */
async function life(worker: Worker, isListening: boolean): Promise<{ end: string; servedMilliseconds: number }> {
  let since = isListening ? performance.now() : undefined;
  worker.once('listening', () => {
    since ??= performance.now();
  });
  const end = await ended(worker);
  return { end, servedMilliseconds: since === undefined ? 0 : performance.now() - since };
}

/** Describes how a worker ended. */
async function ended(worker: Worker): Promise<string> {
  const { exitCode, signalCode } = worker.process;
  if (exitCode !== null || signalCode !== null) return signalCode ?? `exit code ${exitCode}`;
  const [code, signal] = (await once(worker, 'exit')) as [number | null, NodeJS.Signals | null];
  return signal ?? `exit code ${code}`;
}
