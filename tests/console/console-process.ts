import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repository } from '@cortex/local/settings';

const MAIN = join(repository, 'services/console/src/main.ts');

/** The console in a process of its own, without a stack. */
export class ConsoleProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly url: string;

  static async start(): Promise<ConsoleProcess> {
    const child = spawn(process.execPath, ['--conditions=cortex-source', MAIN], {
      env: { PATH: process.env.PATH, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(createInterface(child.stdout), 'line');
    return new ConsoleProcess(child, JSON.parse(line).url);
  }

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGTERM');
    await closed;
  }
}
