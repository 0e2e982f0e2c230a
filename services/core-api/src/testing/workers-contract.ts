import { randomInt } from 'node:crypto';
import { FaultClient } from '@cortex/local/fault';
import { isAlive } from '@cortex/runtime/testing';
import { eventually } from '@cortex/trace-testing';
import { randomFrom } from './random-from.ts';
import { StreamClient } from './stream-client.ts';
import { authorization } from './test-app.ts';
import { INTERNAL_SECRET } from './test-settings.ts';
import { WorkersOfCoreApi } from './workers.ts';

const WORKERS = 3;
/** More than workers, so that each worker has some. */
const STREAMS = 6;
const INPUTS = 8;
const SENDERS = 4;
const FREE_LOGINS = 5;

/** A client whose stream goes on, at whichever worker, when it breaks off. */
class Follower implements Disposable {
  readonly #client: StreamClient;
  readonly #left = new AbortController();

  private constructor(client: StreamClient) {
    this.#client = client;
  }

  /** Resolves when its stream is open. */
  static async start(url: string, headers: Record<string, string>): Promise<Follower> {
    const client = new StreamClient(headers);
    await client.connect(url);
    const follower = new Follower(client);
    // Where it finds no worker, what a test waits for does not come.
    follower.#follow(url).catch(() => undefined);
    return follower;
  }

  get outputs(): string[] {
    return this.#client.outputs;
  }

  get notices(): (string | undefined)[] {
    return this.#client.notices;
  }

  async has(content: string): Promise<void> {
    await eventually(() => this.outputs.includes(content), { what: `${content} after ${this.outputs}` });
  }

  [Symbol.dispose](): void {
    this.#left.abort();
    this.#client.drop();
  }

  async #follow(url: string): Promise<void> {
    const hasLeft = () => this.#left.signal.aborted;
    while (!hasLeft()) {
      await this.#client.read(Number.POSITIVE_INFINITY).catch(() => undefined);
      // The worker that takes the connection may be the one that is being killed.
      const connect = async () => hasLeft() || this.#client.connect(url).then(() => true);
      await eventually(connect, { what: 'a stream', intervalMilliseconds: 10 });
    }
  }
}

/** What workers of core-api do together over the channels of their first process. @param rounds how many of them are killed, one after the other */
export function describeWorkers({ rounds }: { rounds: number }): void {
  const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
  let workers: WorkersOfCoreApi;
  let headers: Record<string, string>;

  beforeAll(async () => {
    workers = await WorkersOfCoreApi.start(WORKERS);
    headers = { 'Content-Type': 'application/json', ...(await authorization('ada', 3_600)) };
  });
  afterAll(() => workers[Symbol.asyncDispose]());

  /** False when it was not acknowledged: the worker that had it was killed. */
  const say = async (content: string): Promise<boolean> => {
    const sent = workers.request('/input', { method: 'POST', headers, body: JSON.stringify({ content }) });
    const response = await sent.catch(() => undefined);
    await response?.arrayBuffer().catch(() => undefined);
    return response?.status === 202;
  };
  /** Resolves when /health has shown that one is missing. */
  const kill = async (pid: number) => {
    await workers.kill(pid);
    const isMissed = async () => (await workers.health()).status === 'degraded';
    await eventually(isMissed, { what: 'the missing worker in /health', intervalMilliseconds: 1 });
  };
  const follow = () => Promise.all(Array.from({ length: STREAMS }, () => Follower.start(workers.url, headers)));

  test('inputs at all workers reach the streams at all, in one order, and the metrics of all add up to them', async () => {
    const before = await workers.metricOfWorkers('event_publish_total');
    using streams = await disposable(follow());
    const said = Array.from({ length: 30 }, (_, index) => `first-${index}`);
    for (const content of said) expect(await say(content)).toBe(true);
    for (const stream of streams.all) {
      await eventually(() => stream.outputs.length >= said.length, { what: 'all outputs' });
      expect(stream.outputs).toEqual(streams.all[0]?.outputs);
      expect(stream.outputs.toSorted()).toEqual(said.toSorted());
      expect(stream.notices).toEqual([]);
    }
    const accepted = await workers.metricOfWorkers('http_requests_total', ['endpoint="/input"', 'status="202"']);
    expect([...accepted.keys()].toSorted()).toEqual(['1', '2', '3']);
    expect([...accepted.values()].every((count) => count > 0)).toBe(true);
    expect(sum(accepted)).toBe(said.length);
    expect(sum(await workers.metricOfWorkers('event_publish_total')) - sum(before)).toBe(said.length);
  });

  test('the first process counts the workers that are ready and the restarts, in /metrics, where its own metrics have the number 0', async () => {
    const inFirst = async (name: string) => (await workers.metricOfWorkers(name)).get('0');
    expect(await inFirst('worker_processes_configured')).toBe(WORKERS);
    expect(await inFirst('worker_processes_ready')).toBe(WORKERS);
    const before = (await inFirst('worker_restarts_total')) as number;
    await workers.kill(workers.pids[0] as number);
    const isMissed = async () => (await inFirst('worker_processes_ready')) === WORKERS - 1;
    await eventually(isMissed, { what: 'the missing worker in /metrics', intervalMilliseconds: 1 });
    await workers.complete();
    expect(await inFirst('worker_processes_ready')).toBe(WORKERS);
    expect(await inFirst('worker_restarts_total')).toBe(before + 1);
    expect((await workers.metricOfWorkers('process_cpu_time\\w*')).has('0')).toBe(true);
  });

  test('a fault that is injected at one worker strikes at all, also at one that is started again, and is cleared at all', async () => {
    const operator = new FaultClient({ service: 'core-api', url: workers.url, secret: INTERNAL_SECRET });
    const ask = async () => (await workers.request('/input', { method: 'POST', headers, body: '{}' })).status;
    const askAll = () => Promise.all(Array.from({ length: 4 * WORKERS }, ask));
    const struck = async () => [...(await workers.metricOfWorkers('http_requests_total', ['status="418"'])).keys()];
    await operator.set({ kind: 'error', status: 418, tool: '/input', probability: 1 });
    expect(new Set(await askAll())).toEqual(new Set([418]));
    expect((await struck()).toSorted()).toEqual(['1', '2', '3']);
    await workers.kill(workers.pids[0] as number);
    await workers.complete();
    expect(new Set(await askAll())).toEqual(new Set([418]));
    // The one that was started again has counted none before.
    expect((await struck()).toSorted()).toEqual(['1', '2', '3']);
    expect(await operator.clear(undefined)).toEqual([]);
    expect(new Set(await askAll())).toEqual(new Set([422]));
  });

  test('wrong passwords count at all workers together', async () => {
    const body = JSON.stringify({ username: 'nobody', password: 'wrong' });
    const login = async () => (await workers.request('/auth/login', { method: 'POST', headers, body })).status;
    for (let free = 0; free < FREE_LOGINS; free += 1) expect(await login()).toBe(401);
    expect([await login(), await login(), await login()]).toContain(429);
  });

  test(`a worker that is killed under load takes no acknowledged input with it, and its streams go on: ${rounds} rounds (SEED=${seed})`, async () => {
    const random = randomFrom(seed);
    using streams = await disposable(follow());
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { pids } = workers;
      const victim = pids[random(pids.length)] as number;
      const killAfter = random(INPUTS * SENDERS);
      let sent = 0;
      let killed: Promise<void> | undefined;
      const send = async (sender: number) => {
        for (let index = 0; index < INPUTS; index += 1) {
          const content = `${round}-${sender}-${index}`;
          if (await say(content)) acknowledged.push(content);
          if (sent++ === killAfter) killed = kill(victim);
        }
      };
      await Promise.all(Array.from({ length: SENDERS }, (_, sender) => send(sender)));
      await killed;
      await workers.complete();
      // Inputs while all are there again: none of their events may be missed at any stream.
      const after = Array.from({ length: WORKERS }, (_, index) => `${round}-after-${index}`);
      for (const content of after) expect(await say(content)).toBe(true);
      for (const content of after) for (const stream of streams.all) await stream.has(content);
    }
    expect(acknowledged.filter((content) => !workers.stored.has(content))).toEqual([]);
    const [first] = streams.all;
    expect(new Set(first?.outputs).size).toBe(first?.outputs.length);
    for (const stream of streams.all) expect(stream.outputs).toEqual(first?.outputs);
    expect(streams.all.flatMap(({ notices }) => notices)).toEqual([]);
  });

  test('a stop ends the streams and every process', async () => {
    using streams = await disposable(follow());
    expect(streams.all).toHaveLength(STREAMS);
    const { pids } = workers;
    expect(pids).toHaveLength(WORKERS);
    expect(await workers.terminate()).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
  });
}

async function disposable<Item extends Disposable>(opened: Promise<Item[]>) {
  const all = await opened;
  return {
    all,
    [Symbol.dispose]() {
      for (const item of all) item[Symbol.dispose]();
    },
  };
}

function sum(values: Map<string, number>): number {
  return [...values.values()].reduce((total, value) => total + value, 0);
}
