import { type ChildProcess, spawn } from 'node:child_process';
import { type DisposableTempDir, mkdtempDisposableSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeProgram } from '@cortex/local/stack';
import { freePort } from '@cortex/local/testing';
import { eventually } from '@cortex/trace-testing';
import { ControlGroup } from '../platform/limits/control-group.ts';

/** Waits for a line before it runs the program, so that the program starts in the group to which it was moved meanwhile. */
const WAIT_THEN_RUN = 'read -r line; exec "$@"';
const LOWEST_LOG_LEVEL = 'error';

export interface LimitedServiceOptions {
  /** The folder of the service under services/. */
  folder: string;
  /** The memory limit of its container. */
  mebibytes: number;
  /** Modules to load before the program. */
  imports?: string[];
  env?: NodeJS.ProcessEnv;
}

/** A service in a process of its own on a free port, with its container's memory limit if the kernel can enforce it. */
export class LimitedService implements AsyncDisposable {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #home: DisposableTempDir;
  readonly #group: ControlGroup | undefined;
  output = '';

  private constructor(port: number, { folder, mebibytes, imports = [], env = {} }: LimitedServiceOptions) {
    this.url = `http://127.0.0.1:${port}`;
    this.#home = mkdtempDisposableSync(join(tmpdir(), `cortex-limited-${folder}-`));
    this.#group = ControlGroup.missing()
      ? undefined
      : ControlGroup.create(folder, { cores: availableParallelism(), mebibytes });
    const own = { CORTEX_HOME: this.#home.path, PORT: String(port), LOG_LEVEL: LOWEST_LOG_LEVEL };
    const program = nodeProgram({ folder, imports, env: { ...process.env, ...own, ...env } });
    this.#child = spawn('sh', ['-c', WAIT_THEN_RUN, 'sh', program.command, ...program.args], {
      cwd: program.cwd,
      env: program.env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    this.#group?.add(this.pid);
    this.#child.stdin?.end('\n');
  }

  static async start(options: LimitedServiceOptions): Promise<LimitedService> {
    const service = new LimitedService(await freePort(), options);
    try {
      const isUp = async () => (await fetch(`${service.url}/health`)).ok || undefined;
      await eventually(isUp, { what: `${options.folder} to answer`, timeoutMilliseconds: 60_000 });
      return service;
    } catch (error) {
      await service[Symbol.asyncDispose]();
      throw new Error(`${options.folder} did not start: ${service.output}`, { cause: error });
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
