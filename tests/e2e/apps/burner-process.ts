import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const URL_PRINTED = /^(http:\S+)$/m;

/** `burner.ts` in a process of its own, with telemetry. */
export class BurnerProcess {
  readonly #child: ChildProcess;
  #output = '';
  #isStopping = false;
  /** Rejects with its output when it ends on its own. */
  readonly ended: Promise<never>;

  constructor(env: Record<string, string>) {
    this.#child = spawn(
      process.execPath,
      ['--conditions=cortex-source', '--import', '@cortex/telemetry/register', join(import.meta.dirname, 'burner.ts')],
      {
        cwd: import.meta.dirname,
        stdio: ['ignore', 'pipe', 'pipe'],
        // With the signal, profiling begins immediately and includes the startup, as Prometheus' figures do.
        env: { ...process.env, NODE_OPTIONS: '', CORTEX_PROFILES_SIGNAL: 'SIGUSR2', ...env },
      },
    );
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    this.ended = this.#failure();
    // Nothing awaits it any more when the tests are over.
    this.ended.catch(() => {});
  }

  /** The URL of its server. */
  async url(): Promise<string> {
    for (;;) {
      const url = URL_PRINTED.exec(this.#output)?.[1];
      if (url !== undefined) return url;
      await Promise.race([once(this.#child.stdout as NodeJS.ReadableStream, 'data'), this.ended]);
    }
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGTERM');
    await closed;
  }

  async #failure(): Promise<never> {
    const [code, signal] = await once(this.#child, 'close');
    if (this.#isStopping) return new Promise<never>(() => {});
    throw new Error(`the burner ended with ${signal ?? `exit code ${code}`}:\n${this.#output}`);
  }
}
