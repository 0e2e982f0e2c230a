import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PORTS, repository } from '@cortex/local/settings';
import { readState, type StackState } from '@cortex/local/state';
import { freePorts } from '@cortex/local/testing';
import { eventually } from '@cortex/trace-testing';
import type { PartName, PlatformRunner, PlatformUrls, RunningPlatform } from './runner.ts';

const START_TIMEOUT_MILLISECONDS = 60_000;
const LOG_TAIL_LINES = 15;
/** The arguments in `exec node <arguments>`, the script behind `npm start`. */
const START_ARGUMENTS = startScript().split(' ').slice(2);

/** For tests that choose the trace ids of their requests, because core-api begins its own traces by default. */
export const TRUSTED_CALLERS = { CORTEX_REMOTE_PARENTS: 'sampled' };

export interface ProcessRunnerOptions {
  /** Added to the supervisor's environment. */
  env?: Record<string, string>;
  /** Options of `npm start`. */
  args?: string[];
  /** State directory, which the caller removes. Default: a directory of its own, removed with the platform. */
  home?: string;
  startTimeoutMilliseconds?: number;
  /** Aborting it ends a start under way, with all builds, and rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Runs the platform like `npm start`, as native processes on free ports. */
export class ProcessRunner implements PlatformRunner {
  readonly #options: ProcessRunnerOptions;

  constructor(options: ProcessRunnerOptions = {}) {
    this.#options = options;
  }

  async start(): Promise<StartedProcesses> {
    this.#options.signal?.throwIfAborted();
    const home = this.#options.home ?? (await mkdtemp(join(tmpdir(), 'cortex-platform-')));
    const env = {
      ...process.env,
      NODE_ENV: 'development',
      ...(await portVariables()),
      CORTEX_HOME: home,
      ...this.#options.env,
    };
    const supervisor = new SupervisorProcess(env, this.#options.args);
    let hasFailed = false;
    try {
      // Otherwise waiting for a failed platform would keep this process alive until the wait's own deadline.
      const ready = eventually(() => hasFailed || supervisor.readyState(home), {
        what: 'the platform to be ready',
        timeoutMilliseconds: this.#options.startTimeoutMilliseconds ?? START_TIMEOUT_MILLISECONDS,
      });
      const state = await Promise.race([ready, supervisor.failed, rejectedBy(this.#options.signal)]);
      if (state === true) throw new Error('the platform has failed');
      return new StartedProcesses({ supervisor, home, state, ownsHome: this.#options.home === undefined });
    } catch (error) {
      hasFailed = true;
      await supervisor.end('SIGTERM');
      throw error;
    }
  }
}

function rejectedBy(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

/** Free ports, by the variables that set them. */
export async function portVariables(): Promise<Record<string, string>> {
  const ports = Object.values(PORTS);
  const free = await freePorts(ports.length);
  return Object.fromEntries(ports.map(({ variable }, index) => [variable, String(free[index])]));
}

/** `npm start` itself, without npm. */
class SupervisorProcess {
  readonly #child: ChildProcess;
  readonly #exit: Promise<void>;
  /** Rejects when the process ends on its own. */
  readonly failed: Promise<never>;
  output = '';

  constructor(env: NodeJS.ProcessEnv, args: string[] = []) {
    this.#child = spawn(process.execPath, [...START_ARGUMENTS, ...args], {
      cwd: repository,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#exit = new Promise((resolve) => this.#child.once('close', () => resolve()));
    this.failed = this.#exit.then(() => {
      throw new Error(`the supervisor ended with ${this.#child.exitCode}:\n${this.output}`);
    });
    // Nothing may be awaiting it any more when the platform is stopped.
    this.failed.catch(() => {});
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
  }

  /** Undefined while it is starting. */
  readyState(home: string): StackState | undefined {
    const state = readState(home);
    return state?.ready === true && state.supervisor.pid === this.#child.pid ? state : undefined;
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill(signal);
    await this.#exit;
  }
}

interface StartedProcessesOptions {
  supervisor: SupervisorProcess;
  home: string;
  state: StackState;
  ownsHome: boolean;
}

/** The native processes of one platform. */
export class StartedProcesses implements RunningPlatform {
  readonly urls: PlatformUrls;
  readonly home: string;
  readonly #supervisor: SupervisorProcess;
  readonly #ownsHome: boolean;

  constructor({ supervisor, home, state, ownsHome }: StartedProcessesOptions) {
    this.#supervisor = supervisor;
    this.home = home;
    this.#ownsHome = ownsHome;
    this.urls = state.urls as unknown as PlatformUrls;
  }

  /** The current state. */
  get state(): StackState {
    const state = readState(this.home);
    if (state === undefined) throw new Error(`there is no state file in ${this.home}`);
    return state;
  }

  /** The supervisor's output. */
  get output(): string {
    return this.#supervisor.output;
  }

  pidOf(name: string): number {
    const found = this.state.processes.find((process) => process.name === name);
    if (found === undefined)
      throw new Error(`no process ${name} among ${this.state.processes.map((process) => process.name)}`);
    return found.pid;
  }

  async pause(part: PartName): Promise<void> {
    process.kill(this.pidOf(part), 'SIGSTOP');
  }

  async resume(part: PartName): Promise<void> {
    process.kill(this.pidOf(part), 'SIGCONT');
  }

  async crash(part: PartName): Promise<void> {
    const pid = this.pidOf(part);
    process.kill(pid, 'SIGKILL');
    const isNew = (one: StackState['processes'][number]) => one.name === part && one.ready && one.pid !== pid;
    await eventually(async () => this.state.processes.find(isNew), { what: `the supervisor to start ${part} again` });
  }

  async logTail(): Promise<string> {
    const directory = join(this.home, 'logs');
    const files = await readdir(directory);
    const tails = files.map(async (file) => {
      const lines = (await readFile(join(directory, file), 'utf8')).trimEnd().split('\n');
      return `── ${file}\n${lines.slice(-LOG_TAIL_LINES).join('\n')}`;
    });
    return (await Promise.all(tails)).join('\n');
  }

  /** Kills only the supervisor, like a crash. */
  killSupervisor(): Promise<void> {
    return this.#supervisor.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#supervisor.end('SIGTERM');
    if (this.#ownsHome) await rm(this.home, { recursive: true });
  }
}

function startScript(): string {
  const { scripts }: { scripts: { start: string } } = JSON.parse(
    readFileSync(join(repository, 'package.json'), 'utf8'),
  );
  return scripts.start;
}
