import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureBackends } from '@cortex/local/backends';
import { repository } from '@cortex/local/settings';
import { freePorts } from '@cortex/local/testing';
import { eventually } from '@cortex/trace-testing';

const folder = join(repository, 'deploy/jaeger');

/** A Jaeger that only stores (`collector`) or only answers (`query`), with its traces in an Elasticsearch. */
export class JaegerPart implements AsyncDisposable {
  /** URL of the query API, which a collector does not have. */
  readonly url: string;
  /** Address that takes spans by OTLP over gRPC. */
  readonly otlp: string;
  readonly #child: ChildProcess;

  /** Starts a Jaeger. Resolves when it is ready. */
  static async start(part: 'collector' | 'query', elasticsearchUrl: string): Promise<JaegerPart> {
    const { jaeger } = await ensureBackends();
    const [api, otlp, health, metrics] = (await freePorts(4)) as [number, number, number, number];
    const files = ['config', 'elasticsearch', part].flatMap((name) => ['--config', join(folder, `${name}.yaml`)]);
    const child = spawn(jaeger, files, {
      env: {
        ...process.env,
        CORTEX_ELASTICSEARCH_URL: elasticsearchUrl,
        CORTEX_JAEGER_HOST: '127.0.0.1',
        CORTEX_JAEGER_PORT: String(api),
        CORTEX_JAEGER_OTLP_PORT: String(otlp),
        CORTEX_JAEGER_HEALTH_PORT: String(health),
        CORTEX_JAEGER_METRICS_PORT: String(metrics),
        CORTEX_JAEGER_UI: join(folder, 'ui.json'),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let output = '';
    child.stderr.on('data', (text) => {
      output = `${output}${text}`.slice(-4_000);
    });
    const started = new JaegerPart(child, `http://127.0.0.1:${api}`, `http://127.0.0.1:${otlp}`);
    const isReady = async () => {
      if (child.exitCode !== null) throw new Error(`Jaeger ended with ${child.exitCode}: ${output}`);
      return fetch(`http://127.0.0.1:${health}/status`).then(
        ({ ok }) => ok,
        () => false,
      );
    };
    try {
      await eventually(isReady, { what: `the ${part} to be ready`, timeoutMilliseconds: 30_000 });
    } catch (error) {
      await started[Symbol.asyncDispose]();
      throw error;
    }
    return started;
  }

  private constructor(child: ChildProcess, url: string, otlp: string) {
    this.#child = child;
    this.url = url;
    this.otlp = otlp;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }
}
