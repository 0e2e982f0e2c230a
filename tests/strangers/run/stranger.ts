import { type ChildProcess, spawn } from 'node:child_process';
import { installation } from './installation.ts';

interface StrangerOptions {
  /** Default: the Node.js of the tests. */
  command?: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  /** Default: the project of strangers. */
  cwd?: string;
}

/** A process of a stranger. */
export class Stranger implements AsyncDisposable {
  readonly #child: ChildProcess;
  /** The exit code, or the signal that ended it. */
  readonly exit: Promise<number | string | null>;
  /** Resolves when it has printed its first line. Rejects with its output when it ends before. */
  readonly firstLine: Promise<void>;
  stdout = '';
  stderr = '';

  constructor({ command = process.execPath, args, env, cwd = installation().project }: StrangerOptions) {
    this.#child = spawn(command, args, {
      cwd,
      env: {
        PATH: process.env.PATH,
        OTEL_BSP_SCHEDULE_DELAY: '50',
        // Allows for slow machines.
        CORTEX_SHUTDOWN_TIMEOUT: '60000',
        // All others add spans that these tests are not about: of connections, middleware, look-ups.
        OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,undici,pino',
        ...env,
      },
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.exit = new Promise((resolve) => this.#child.once('close', (code, signal) => resolve(code ?? signal)));
    this.firstLine = new Promise((resolve, reject) => {
      this.#child.stdout?.on('data', () => this.stdout.includes('\n') && resolve());
      void this.exit.then((code) => reject(new Error(`ended with ${code}:\n${this.stdout}${this.stderr}`)));
    });
    // Most tests do not await it.
    this.firstLine.catch(() => undefined);
  }

  endInput(): void {
    this.#child.stdin?.end();
  }

  /** Lets it send its telemetry, then ends it. */
  async stop(signal: 'SIGTERM' | 'SIGINT' = 'SIGTERM'): Promise<void> {
    this.#child.kill(signal);
    await this.exit;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exit;
  }
}

/**
 * Runs it until it ends.
 * @throws with its output when it fails
 */
export async function runStranger(options: StrangerOptions): Promise<Pick<Stranger, 'stdout' | 'stderr'>> {
  await using stranger = new Stranger(options);
  const code = await stranger.exit;
  if (code !== 0) throw new Error(`the process ended with ${code}:\n${stranger.stdout}${stranger.stderr}`);
  return stranger;
}
