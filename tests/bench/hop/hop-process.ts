import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface HopProcessOptions {
  transport: string;
  telemetry: boolean;
  /** The URL of the Collector. */
  collector: string;
}

/** A client and a server with one transport, in a process of their own. */
export class HopProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start({ transport, telemetry, collector }: HopProcessOptions): Promise<HopProcess> {
    const child = fork(join(import.meta.dirname, 'child.ts'), [transport], {
      execArgv: ['--conditions=cortex-source', ...(telemetry ? ['--import', '@cortex/telemetry/register'] : [])],
      env: { ...process.env, OTEL_SERVICE_NAME: 'hop', OTEL_EXPORTER_OTLP_ENDPOINT: collector },
    });
    await once(child, 'message');
    return new HopProcess(child);
  }

  /** Makes that many calls. Returns the CPU microseconds of each. */
  async measure(calls: number): Promise<number> {
    this.#child.send(calls);
    const [microseconds] = await once(this.#child, 'message');
    return microseconds;
  }

  async stop(): Promise<void> {
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }
}
