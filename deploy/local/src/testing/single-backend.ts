import { type DisposableTempDir, mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@cortex/trace-testing';
import { ensureBackends } from '../backends/index.ts';
import { PORTS, readSettings, type Settings } from '../settings.ts';
import { backendComponents, dataDirectoryOf, hideBackends } from '../stack/backends.ts';
import { writeConfigurations } from '../stack/write-configurations.ts';
import type { SupervisedProcess } from '../supervisor/supervised-process.ts';
import { Supervisor } from '../supervisor/supervisor.ts';
import { freePorts } from './free-ports.ts';

/** Time limit that allows for a build if the cache lacks the backend. */
export const BUILD_MILLISECONDS = 900_000;

/** One real backend behind the guard, run as `npm start` runs it, with a home and ports of its own. */
export class SingleBackend {
  readonly settings: Settings;
  readonly #name: string;
  readonly #home: DisposableTempDir;
  #supervisor: Supervisor | undefined;
  #processes: readonly SupervisedProcess[] = [];
  /** The lines that the supervisor has printed since the last start. */
  said: string[] = [];

  /** Starts the backend. Resolves when it is ready. */
  static async start(name: string): Promise<SingleBackend> {
    const ports = Object.values(PORTS);
    const free = await freePorts(ports.length);
    const variables = Object.fromEntries(ports.map(({ variable }, index) => [variable, String(free[index])]));
    const backend = new SingleBackend(name, mkdtempDisposableSync(join(tmpdir(), 'cortex-local-')), variables);
    await writeConfigurations(backend.settings);
    await backend.start();
    return backend;
  }

  private constructor(name: string, home: DisposableTempDir, variables: Record<string, string>) {
    this.#name = name;
    this.#home = home;
    this.settings = readSettings({ ...variables, CORTEX_HOME: home.path });
  }

  get dataDirectory(): string {
    return dataDirectoryOf(this.settings);
  }

  /** The absolute path of a file of its store. */
  stored(path: string): string {
    return join(this.dataDirectory, path);
  }

  /** @param changes to its settings, for this start */
  async start(changes: Partial<Settings> = {}): Promise<void> {
    this.said = [];
    const { NODE_OPTIONS: _, ...env } = process.env;
    const settings = { ...this.settings, ...changes };
    const components = backendComponents({
      settings,
      binaries: await ensureBackends(),
      env,
      hidden: await hideBackends(),
    });
    const never = new AbortController().signal;
    this.#supervisor = await Supervisor.start(
      components.filter(({ name }) => name === this.#name || name === 'guard'),
      {
        say: (line) => this.said.push(line),
        onChange: (processes) => {
          this.#processes = processes;
        },
        signal: never,
        hurry: never,
      },
    );
    if (this.#supervisor.missing.length > 0) throw new Error(this.said.join('\n'));
  }

  async stop(): Promise<void> {
    await this.#supervisor?.stop();
  }

  /** Kills the process. Resolves when its next run is ready. */
  async crash(): Promise<void> {
    const running = this.#processes.find(({ definition }) => definition.name === this.#name);
    const pid = running?.identity?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await eventually(() => running?.ready === true && running.identity?.pid !== pid, {
      what: `the next run of ${this.#name}`,
      timeoutMilliseconds: 60_000,
      intervalMilliseconds: 5,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    this.#home[Symbol.dispose]();
  }
}
