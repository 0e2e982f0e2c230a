import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { nodeProgram } from '@cortex/local/stack';
import { eventually } from '@cortex/trace-testing';
import { INTERNAL_SECRET, USER_SECRET } from './test-settings.ts';

export interface CoreApiProcessOptions {
  memoryUrl: string;
  cognitionUrl: string;
  /** Empty where there is no NATS. */
  eventsUrl: string;
  home: string;
  /** Folder of another version of this repository, which is run instead. */
  checkout?: string | undefined;
  /** Further variables. */
  env?: NodeJS.ProcessEnv | undefined;
}

/** Runs core-api in a process of its own, on a free port. */
export class CoreApiProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Resolves when it listens, which is before it is connected to NATS. */
  static async start({
    memoryUrl,
    cognitionUrl,
    eventsUrl,
    home,
    checkout,
    env: more,
  }: CoreApiProcessOptions): Promise<CoreApiProcess> {
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    const { command, args, cwd, env } = nodeProgram({
      folder: 'core-api',
      env: {
        ...inherited,
        NODE_ENV: 'development',
        PORT: '0',
        CORTEX_HOME: home,
        MEMORY_URL: memoryUrl,
        COGNITION_URL: cognitionUrl,
        CORTEX_EVENTS_URL: eventsUrl,
        CORTEX_JWT_SECRET: USER_SECRET,
        CORTEX_INTERNAL_SECRET: INTERNAL_SECRET,
        ...more,
      },
    });
    const folder = checkout === undefined ? cwd : join(checkout, 'services/core-api');
    const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    const ended = once(child, 'close');
    for (;;) {
      const url = /"url":"([^"]+)"/.exec(output)?.[1];
      if (url) return new CoreApiProcess(child, url);
      if (child.exitCode !== null) throw new Error(`core-api ended before it listened: ${output}`);
      await Promise.race([once(child.stdout, 'data'), ended]);
    }
  }

  /** Resolves when it is connected to NATS. A stream that begins earlier may miss events, and reports a gap. */
  async connected(): Promise<void> {
    await eventually(
      async () => {
        const response = await fetch(`${this.url}/health`);
        const { checks } = (await response.json()) as { checks: Record<string, string> };
        return checks.event_bus === 'healthy';
      },
      { what: 'core-api to be connected to NATS' },
    );
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  /** Asks it to stop, as a supervisor does. Resolves with its exit code. */
  async terminate(): Promise<number | null> {
    const ended = once(this.#child, 'close');
    this.#child.kill('SIGTERM');
    await ended;
    return this.#child.exitCode;
  }

  /** Kills the process. Resolves when it has ended. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'close');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
