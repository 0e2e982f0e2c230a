import { type ChildProcess, spawn } from 'node:child_process';
import { type DisposableTempDir, mkdtempDisposableSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@cortex/trace-testing';
import { ControlGroup } from '../platform/limits/control-group.ts';

/** Waits for a line before it runs the program, so that the program starts in the group to which it was moved meanwhile. */
const WAIT_THEN_RUN = 'read -r line; exec "$@"';

interface Run {
  command: string;
  args: string[];
  cwd?: string;
  env: NodeJS.ProcessEnv;
}

export interface LimitedProcessOptions {
  name: string;
  /** The memory limit of its container. */
  mebibytes: number;
  /** Where it listens. */
  url: string;
  /** Answers with a success once the program is up. */
  readinessUrl: string;
  /** @param home an empty folder of its own, which is removed with the process */
  run(home: string): Run;
}

/** A program in a process of its own, with its container's memory limit if the kernel can enforce it. */
export class LimitedProcess implements AsyncDisposable {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #home: DisposableTempDir;
  readonly #group: ControlGroup | undefined;
  output = '';

  private constructor({ name, mebibytes, url, run }: LimitedProcessOptions) {
    this.url = url;
    this.#home = mkdtempDisposableSync(join(tmpdir(), `cortex-limited-${name}-`));
    this.#group = ControlGroup.missing()
      ? undefined
      : ControlGroup.create(name, { cores: availableParallelism(), mebibytes });
    const { command, args, cwd, env } = run(this.#home.path);
    this.#child = spawn('sh', ['-c', WAIT_THEN_RUN, 'sh', command, ...args], {
      cwd,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    this.#group?.add(this.pid);
    this.#child.stdin?.end('\n');
  }

  static async start(options: LimitedProcessOptions): Promise<LimitedProcess> {
    const { name, readinessUrl } = options;
    const limited = new LimitedProcess(options);
    try {
      const isUp = async () => (await fetch(readinessUrl)).ok || undefined;
      await eventually(isUp, { what: `${name} to answer`, timeoutMilliseconds: 60_000 });
      return limited;
    } catch (error) {
      await limited[Symbol.asyncDispose]();
      throw new Error(`${name} did not start: ${limited.output}`, { cause: error });
    }
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error(`${this.url} could not be started`);
    return this.#child.pid;
  }

  /** How it ended; undefined while it runs. */
  get end(): string | undefined {
    return this.#child.signalCode ?? this.#child.exitCode?.toString();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.end === undefined) {
      const gone = new Promise((resolve) => this.#child.once('exit', resolve));
      this.#child.kill('SIGKILL');
      await gone;
    }
    this.#group?.[Symbol.dispose]();
    this.#home.remove();
  }
}
