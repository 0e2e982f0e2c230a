import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type DisposableTempDir, mkdtempDisposable } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const VITE = fileURLToPath(new URL('../../bin/vite.js', import.meta.resolve('vite')));

let cache: DisposableTempDir;
let running: Server;
let watch: ChildProcessByStdio<null, Readable, null>;
let page: string;

beforeAll(async () => {
  cache = await mkdtempDisposable(join(tmpdir(), 'console-vite-'));
  running = createServer((request, response) => response.end(`the console at ${request.url}`)).listen(0, '127.0.0.1');
  await once(running, 'listening');
  const { port } = running.address() as AddressInfo;
  watch = spawn(process.execPath, [VITE, '--configLoader', 'native', '--port', '0'], {
    cwd: import.meta.dirname,
    env: {
      ...process.env,
      CORTEX_CONSOLE_URL: `http://127.0.0.1:${port}`,
      CORTEX_CONSOLE_VITE_CACHE: cache.path,
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  page = await firstUrl(watch.stdout);
}, 60_000);

afterAll(async () => {
  if (watch.exitCode === null) {
    watch.kill();
    await once(watch, 'exit');
  }
  running.close();
  await cache.remove();
});

async function firstUrl(output: Readable): Promise<string> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: output })) {
    lines.push(line);
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error(`Vite ended:\n${lines.join('\n')}`);
}

const get = async (path: string) => (await fetch(new URL(path, page))).text();

test.each(['/api/overview/health?a=1', '/speedscope/index.html'])(
  'in watch mode, %s is answered by the console',
  async (path) => {
    expect(await get(path)).toBe(`the console at ${path}`);
  },
);

test.each(['/api/queries.ts', '/main.tsx'])('in watch mode, %s is a source of the page', async (path) => {
  expect(await get(path)).toMatch(/^import /m);
});
