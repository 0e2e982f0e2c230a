import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { Usage } from './usage.ts';

const QUERY = JSON.stringify({ query: 'why was this request slow' });

/** The service in a process of its own, with profiling on or off. */
export class BenchService {
  readonly #child: ChildProcess;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #port: number;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.#port = port;
  }

  static async start(profiles: 'otlp' | 'off', collector: string): Promise<BenchService> {
    const child = fork(join(import.meta.dirname, 'service.ts'), {
      execArgv: ['--conditions=cortex-source', '--expose-gc', '--import', '@cortex/telemetry/register'],
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

  async usage(): Promise<Usage> {
    this.#child.send('usage');
    const [usage] = await once(this.#child, 'message');
    return usage;
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }

  async request(): Promise<void> {
    const sent = request({ host: '127.0.0.1', port: this.#port, method: 'POST', agent: this.#agent });
    sent.end(QUERY);
    const [response] = await once(sent, 'response');
    await response.resume().toArray();
  }
}
