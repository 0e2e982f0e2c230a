import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@cortex/trace-testing';
import { repository } from '../../../deploy/local/src/settings.ts';
import { freePort } from '../../../deploy/local/src/testing/free-ports.ts';
import { ControlGroup } from '../../load/constrained/control-group.ts';

/** Waits for a line, so that the program that it becomes is born in the group into which it has been put meanwhile. */
const WAIT_THEN_RUN = 'read -r line; exec "$@"';
const LOWEST_LOG_LEVEL = 'error';

/** A profile store in a process of its own, with as much memory as a container of it has, where the kernel can be told so. */
export class LimitedStore implements AsyncDisposable {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #home: string;
  readonly #group: ControlGroup | undefined;
  output = '';

  private constructor(port: number, mebibytes: number) {
    this.url = `http://127.0.0.1:${port}`;
    this.#home = mkdtempSync(join(tmpdir(), 'cortex-limited-store-'));
    this.#group = ControlGroup.missing()
      ? undefined
      : ControlGroup.create('profile-store', { cores: availableParallelism(), mebibytes });
    const program = [process.execPath, '--conditions=cortex-source', 'src/main.ts'];
    this.#child = spawn('sh', ['-c', WAIT_THEN_RUN, 'sh', ...program], {
      cwd: join(repository, 'services', 'profile-store'),
      env: { ...process.env, CORTEX_HOME: this.#home, PORT: String(port), LOG_LEVEL: LOWEST_LOG_LEVEL },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    this.#group?.add(this.pid);
    this.#child.stdin?.end('\n');
  }

  static async start(mebibytes: number): Promise<LimitedStore> {
    const store = new LimitedStore(await freePort(), mebibytes);
    try {
      const isUp = async () => (await fetch(`${store.url}/health`)).ok || undefined;
      await eventually(isUp, { what: 'the profile store to answer', timeoutMilliseconds: 60_000 });
      return store;
    } catch (error) {
      await store[Symbol.asyncDispose]();
      throw new Error(`The profile store did not start: ${store.output}`, { cause: error });
    }
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('the profile store could not be started');
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
    rmSync(this.#home, { recursive: true });
  }
}
