import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { Usage } from './usage.ts';

const QUERY = JSON.stringify({ query: 'why was this request slow' });

const CLIENTS = 4;

interface StartOptions {
  /** The module that sets up telemetry. */
  readonly preload: string;
  readonly profiles: 'otlp' | 'off';
  readonly collector: string;
}

/** A service in a process of its own, and its load. */
export class BenchService {
  readonly #child: ChildProcess;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #port: number;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.#port = port;
  }

  /** Starts it with profiling as in the product, or without any. */
  static start(profiles: 'otlp' | 'off', collector: string): Promise<BenchService> {
    return BenchService.#start({ preload: '@cortex/telemetry/register', profiles, collector });
  }

  /** Starts it with profiling that can be switched on. */
  static startSwitchable(collector: string): Promise<BenchService> {
    const preload = join(import.meta.dirname, 'switchable-telemetry.ts');
    return BenchService.#start({ preload, profiles: 'otlp', collector });
  }

  static async #start({ preload, profiles, collector }: StartOptions): Promise<BenchService> {
    const child = fork(join(import.meta.dirname, 'service.ts'), {
      execArgv: ['--conditions=cortex-source', '--expose-gc', '--import', preload],
      env: {
        ...process.env,
        OTEL_SERVICE_NAME: 'bench',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector,
        CORTEX_PROFILES: profiles,
      },
    });
    const [port] = await once(child, 'message');
    return new BenchService(child, port);
  }

  /** The usage since the last call. */
  usage(): Promise<Usage> {
    return this.#ask('usage');
  }

  /** The resident memory after a garbage collection. */
  memoryMegabytes(): Promise<number> {
    return this.#ask('memory');
  }

  async profile(state: 'on' | 'off'): Promise<void> {
    await this.#ask(state);
  }

  /** Applies the maximum load for that long. Returns the number of answered requests. */
  async load(milliseconds: number): Promise<number> {
    const stop = performance.now() + milliseconds;
    let requests = 0;
    const client = async () => {
      for (; performance.now() < stop; requests++) await this.#request();
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    return requests;
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }

  async #ask<Answer>(question: string): Promise<Answer> {
    this.#child.send(question);
    const [answer] = await once(this.#child, 'message');
    return answer;
  }

  async #request(): Promise<void> {
    const sent = request({ host: '127.0.0.1', port: this.#port, method: 'POST', agent: this.#agent });
    sent.end(QUERY);
    const [response] = await once(sent, 'response');
    await response.resume().toArray();
  }
}
