import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eventually } from '@cortex/trace-testing';

const PACKAGE_FOLDER = fileURLToPath(new URL('../..', import.meta.url));

interface Options {
  /** The name of a file in `apps/`. */
  readonly app: string;
  readonly env: Readonly<Record<string, string>>;
  readonly preload?: '--import' | '--require';
  /** Options of Node.js, before the preload. */
  readonly flags?: readonly string[];
  /** What happens to the process's standard error. Default: it is read. */
  readonly stderr?: 'read' | 'full disk' | 'reader gone';
}

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** An application of `apps/` in a process of its own, with telemetry registered. */
export class AppProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly exit: Promise<Exit>;
  stdout = '';
  stderr = '';

  constructor({ app, env, preload = '--import', flags = [], stderr = 'read' }: Options) {
    const file = fileURLToPath(new URL(`apps/${app}`, import.meta.url));
    const fullDisk = stderr === 'full disk' ? openSync('/dev/full', 'w') : undefined;
    const register = ['--conditions=cortex-source', ...flags, preload, '@cortex/telemetry/register'];
    this.#child = spawn(process.execPath, [...register, file], {
      cwd: PACKAGE_FOLDER,
      stdio: ['ignore', 'pipe', fullDisk ?? 'pipe'],
      env: {
        PATH: process.env.PATH ?? '',
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        OTEL_SERVICE_NAME: 'app',
        OTEL_BSP_SCHEDULE_DELAY: '50',
        OTEL_BLRP_SCHEDULE_DELAY: '50',
        // The instrumentations of Cortex's services. Others, above all net and dns, add spans to every request.
        OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,undici,pg,pino,runtime-node',
        // Some machines need longer for the last export than the default allows.
        CORTEX_SHUTDOWN_TIMEOUT: '60000',
        ...env,
      },
    });
    if (fullDisk !== undefined) closeSync(fullDisk);
    this.#child.stdout?.on('data', (chunk) => {
      this.stdout += chunk;
    });
    if (stderr === 'reader gone') this.#child.stderr?.destroy();
    this.#child.stderr?.on('data', (chunk) => {
      this.stderr += chunk;
    });
    this.exit = new Promise((resolve) => this.#child.once('close', (code, signal) => resolve({ code, signal })));
  }

  /** The URL that a server app prints once it listens. */
  async url(): Promise<string> {
    return eventually(() => /^listening (\S+)$/m.exec(this.stdout)?.[1], {
      what: `the app to listen; it wrote: ${this.stderr}`,
    });
  }

  /** The lines that telemetry wrote to standard error. */
  get notices(): string[] {
    return this.stderr.split('\n').filter((line) => line !== '');
  }

  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGUSR2'): void {
    this.#child.kill(name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exit;
  }
}
