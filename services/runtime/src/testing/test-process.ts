import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process for tests, named by its file in this folder. */
export class TestProcess {
  readonly #child: ChildProcess;
  #output = '';

  constructor(file: string, ...args: number[]) {
    const entry = fileURLToPath(new URL(file, import.meta.url));
    this.#child = spawn(process.execPath, ['--conditions=cortex-source', entry, ...args.map(String)], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#output += chunk;
      });
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get output(): string {
    return this.#output;
  }

  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.#output);
      if (found) return found;
      if (this.#child.exitCode !== null)
        throw new Error(`The process ended without printing ${pattern}: ${this.#output}`);
      await Promise.race([once(this.#child.stdout as NodeJS.ReadableStream, 'data'), once(this.#child, 'close')]);
    }
  }

  async url(): Promise<string> {
    const [, url] = await this.printed(/"url":"([^"]+)"/);
    return String(url);
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  async exitCode(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'close');
    return this.#child.exitCode;
  }
}
