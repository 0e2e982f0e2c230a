import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../testing/held-process.ts', import.meta.url));
const A_MINUTE = 60_000;

class HeldProcess {
  readonly #child: ChildProcess;
  #output = '';

  constructor(answerMilliseconds: number, port = 0) {
    const args = ['--conditions=cortex-source', ENTRY, String(answerMilliseconds), String(port)];
    this.#child = spawn(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '' } });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#output += chunk;
      });
    }
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
    if (this.#child.exitCode === null) await once(this.#child, 'close');
    return this.#child.exitCode;
  }
}

test('SIGTERM finishes the request in flight, runs onStop and exits 0', async () => {
  const held = new HeldProcess(200);
  const answer = fetch(`${await held.url()}/held`);
  await held.printed(/^held$/m);
  held.signal('SIGTERM');
  expect(await (await answer).text()).toBe('answered');
  expect(await held.exitCode()).toBe(0);
  expect(held.output).toMatch(/^closed$/m);
});

test('a second signal cuts the request in flight and still runs onStop', async () => {
  const held = new HeldProcess(A_MINUTE);
  const cut = expect(fetch(`${await held.url()}/held`)).rejects.toThrow();
  await held.printed(/^held$/m);
  held.signal('SIGINT');
  await held.printed(/"msg":"stopping/);
  held.signal('SIGINT');
  await cut;
  expect(await held.exitCode()).toBe(0);
  expect(held.output).toMatch(/^closed$/m);
});

test('a start that fails prints its cause and exits 1', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const held = new HeldProcess(0, (taken.address() as AddressInfo).port);
  expect(await held.exitCode()).toBe(1);
  expect(held.output).toContain('EADDRINUSE');
  taken.close();
});
