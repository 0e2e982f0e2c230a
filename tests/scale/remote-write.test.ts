import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type DisposableTempDir, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBackends } from '@cortex/local/backends';
import { CoreApiClient } from '@cortex/local/demo';
import { freePort } from '@cortex/local/testing';
import { eventually } from '@cortex/trace-testing';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';
import { PrometheusClient } from '../platform/prometheus.ts';

const PATIENCE_MILLISECONDS = 120_000;
const USER = { username: 'user@example.com', password: 'password123' };
const INPUTS = 20;
const ACCEPTED = 'sum(http_requests_total{job="core-api",endpoint="/input",status="202"})';

/** The expression of the alert RemoteWriteFallsBehind. */
const LAG = `max_over_time(prometheus_remote_storage_highest_timestamp_in_seconds[5m])
  - on (job, instance) group_right ()
  max_over_time(prometheus_remote_storage_queue_highest_sent_timestamp_seconds[5m])`;

const home = mkdtempDisposableSync(join(tmpdir(), 'cortex-remote-write-'));
let receiver: Receiver;
let platform: StartedProcesses;
let client: CoreApiClient;

/** Another real Prometheus, which takes samples by remote write. */
class Receiver implements AsyncDisposable {
  readonly url: string;
  readonly #home: DisposableTempDir;
  #child: ChildProcess | undefined;

  static async start(): Promise<Receiver> {
    const home = mkdtempDisposableSync(join(tmpdir(), 'cortex-remote-write-'));
    writeFileSync(
      join(home.path, 'prometheus.yml'),
      JSON.stringify({ storage: { exemplars: { max_exemplars: 10_000 } } }),
    );
    const receiver = new Receiver(home, `http://127.0.0.1:${await freePort()}`);
    await receiver.start();
    return receiver;
  }

  private constructor(home: DisposableTempDir, url: string) {
    this.#home = home;
    this.url = url;
  }

  async start({ takesSamples = true } = {}): Promise<void> {
    const { prometheus } = await ensureBackends();
    const args = [
      `--config.file=${join(this.#home.path, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(this.#home.path, 'data')}`,
      `--web.listen-address=${new URL(this.url).host}`,
      ...(takesSamples ? ['--web.enable-remote-write-receiver'] : []),
      '--enable-feature=exemplar-storage',
    ];
    this.#child = spawn(prometheus, args, { stdio: 'ignore' });
    const isReady = () =>
      fetch(`${this.url}/-/ready`)
        .then(({ ok }) => ok)
        .catch(() => false);
    await eventually(isReady, { what: 'the receiver to be ready', timeoutMilliseconds: PATIENCE_MILLISECONDS });
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    this.#home[Symbol.dispose]();
  }
}

beforeAll(async () => {
  receiver = await Receiver.start();
  const env = { CORTEX_REMOTE_WRITE_URL: `${receiver.url}/api/v1/write` };
  platform = await new ProcessRunner({ home: home.path, env, startTimeoutMilliseconds: PATIENCE_MILLISECONDS }).start();
  client = new CoreApiClient(platform.urls.coreApi, AbortSignal.timeout(480_000));
  await client.login(USER);
});

afterAll(async () => {
  await platform?.stop();
  await receiver?.[Symbol.asyncDispose]();
  home[Symbol.dispose]();
});

async function sendInputs(): Promise<void> {
  for (let index = 0; index < INPUTS; index += 1) await client.sendInput(`copied: ${index}`, 'scale');
}

/** @param at in milliseconds since 1970; now when left out */
async function has(url: string, count: number, at?: number): Promise<void> {
  const prometheus = new PrometheusClient(url);
  await eventually(async () => (await prometheus.query(ACCEPTED, at))[0]?.value === count, {
    what: `${count} accepted inputs at ${url}`,
    timeoutMilliseconds: PATIENCE_MILLISECONDS,
  });
}

test('the other store has the same values and exemplars', async () => {
  await sendInputs();
  await has(platform.urls.prometheus, INPUTS);
  await has(receiver.url, INPUTS);
  const [here, there] = [platform.urls.prometheus, receiver.url].map((url) => new PrometheusClient(url));
  const exemplars = () => there?.exemplars('traces_span_metrics_duration_seconds_bucket{service_name="core-api"}');
  expect(await here?.exemplars('traces_span_metrics_duration_seconds_bucket{service_name="core-api"}')).not.toEqual([]);
  await eventually(async () => ((await exemplars()) ?? []).length > 0, {
    what: 'exemplars at the receiver',
    timeoutMilliseconds: PATIENCE_MILLISECONDS,
  });
});

test('while it is away the local one goes on, and what it missed it gets later', async () => {
  await receiver.kill();
  await sendInputs();
  await has(platform.urls.prometheus, 2 * INPUTS);
  const whileAway = Date.now();
  await receiver.start();
  await has(receiver.url, 2 * INPUTS, whileAway);
  const [lag] = await new PrometheusClient(platform.urls.prometheus).query(LAG);
  expect(lag?.labels.url).toContain(receiver.url);
});

test('a store that refuses samples raises an alert, and one that is away does not hold up the end', async () => {
  await receiver.kill();
  await receiver.start({ takesSamples: false });
  const prometheus = new PrometheusClient(platform.urls.prometheus);
  await eventually(async () => (await prometheus.query('ALERTS{alertname="RemoteWriteRefused"}')).length > 0, {
    what: 'the alert RemoteWriteRefused to be pending',
    timeoutMilliseconds: PATIENCE_MILLISECONDS,
  });
  await receiver.kill();
  await platform.stop();
  const log = readFileSync(join(home.path, 'logs/prometheus.log'), 'utf8');
  expect(log).toContain('See you next time!');
});
