import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repository } from '@cortex/local/settings';

const MAIN = join(repository, 'deploy/local/src/ask-console/http.ts');

/** Runs `npm run console`, without npm, on a free port beside a running stack. */
export class ConsoleProcess {
  readonly #child: ChildProcess;
  readonly url: string;

  /** @param home of the stack @param env added to the environment, e.g. other URLs of backends */
  static async start(home: string, env: Record<string, string>): Promise<ConsoleProcess> {
    const child = spawn(process.execPath, ['--conditions=cortex-source', MAIN], {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env, CORTEX_HOME: home, PORT: '0' },
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const { url } = JSON.parse(line);
      if (url === undefined) continue;
      child.stdout.resume();
      return new ConsoleProcess(child, url);
    }
    throw new Error('the console ended before it listened');
  }

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  async stop(): Promise<void> {
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGTERM');
    await closed;
  }
}
