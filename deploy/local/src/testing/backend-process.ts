import { join } from 'node:path';
import type { BackendCommand } from '../backends/index.ts';
import { isRunning } from '../machine/process-identity.ts';
import { launch, type Run } from '../supervisor/launch.ts';
import { waitUntilReady } from '../supervisor/readiness.ts';

const PATIENCE_MILLISECONDS = 60_000;

interface BackendProcessOptions {
  name: string;
  run: BackendCommand;
  /** An existing folder for its log. */
  directory: string;
}

/** A backend without a supervisor: a test starts it, ends it and starts it again. */
export class BackendProcess {
  readonly #definition: Parameters<typeof launch>[0];
  #run: Run | undefined;

  constructor({ name, run, directory }: BackendProcessOptions) {
    const { NODE_OPTIONS: _, ...env } = process.env;
    this.#definition = {
      name,
      tier: 'backend',
      command: run.command,
      args: run.args,
      cwd: run.cwd ?? directory,
      env: { ...env, ...run.env },
      readinessUrl: run.readiness.url,
      readyAfter: [],
      logFile: join(directory, `${name}.log`),
    };
  }

  get pid(): number | undefined {
    return this.#run?.identity?.pid;
  }

  /** Resolves when it is ready. */
  async start(): Promise<void> {
    const run = launch(this.#definition);
    this.#run = run;
    const { name, readinessUrl } = this.#definition;
    await waitUntilReady(readinessUrl, AbortSignal.timeout(PATIENCE_MILLISECONDS)).catch((cause) => {
      throw new Error(`${name} is not ready:\n${run.tail().join('\n')}`, { cause });
    });
  }

  /** Whether the run that was started last goes on. */
  isRunning(): boolean {
    return this.#run?.isOver() === false;
  }

  /** Resolves when it has ended. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const { identity, ended } = this.#run ?? {};
    if (identity !== undefined && isRunning(identity)) process.kill(identity.pid, signal);
    await ended;
  }
}
