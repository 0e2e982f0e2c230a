import { mkdtempDisposableSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { StartedService } from '@cortex/runtime';
import { startConsole } from '../app.ts';

const SCRIPT = 'console.log("the page");\n'.repeat(50);
const INDEX = '<!doctype html><title>Cortex console</title>';
const SPEEDSCOPE = '<!doctype html><title>speedscope</title>';

const folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-console-'));
let started: StartedService;

beforeAll(async () => {
  await build();
  started = await startConsole(() => ({ PORT: '0', LOG_LEVEL: 'silent', CORTEX_CONSOLE_PAGE: folder.path }));
});

afterAll(async () => {
  await started.stop();
  folder[Symbol.dispose]();
});

async function build(): Promise<void> {
  await mkdir(join(folder.path, 'assets'), { recursive: true });
  await writeFile(join(folder.path, 'index.html'), INDEX);
  await writeFile(join(folder.path, 'assets/index-Ab12Cd34.js'), SCRIPT);
  await writeFile(join(folder.path, 'assets/tiny-Ef56Gh78.svg'), '<svg/>');
  await mkdir(join(folder.path, 'speedscope'), { recursive: true });
  await writeFile(join(folder.path, 'speedscope/index.html'), SPEEDSCOPE);
}

interface Asked {
  method?: string;
  headers?: Record<string, string>;
}

/** Sends the request unchanged: `fetch` would resolve `..`, unzip and follow redirects. */
function ask(path: string, { method = 'GET', headers = {} }: Asked = {}) {
  const { hostname, port } = new URL(started.url);
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers, agent: false }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
    });
    asked.on('error', reject).end();
  });
}

test.each([
  '/',
  '/index.html',
  '/traces',
  '/trace/0af7651916cd43dd8448eb211c80319c?span=1',
  '/mcp-calls',
  '/dashboards/..%2f..%2fetc',
])('%s answers with the page, which is revalidated each time', async (path) => {
  const { status, headers, body } = await ask(path);
  expect([status, body.toString()]).toEqual([200, INDEX]);
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self'; style-src 'self';/),
  });
  expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
});

test('speedscope has its own page, which loads nothing from elsewhere', async () => {
  const { status, headers, body } = await ask('/speedscope/');
  expect([status, body.toString(), headers['content-type']]).toEqual([200, SPEEDSCOPE, 'text/html; charset=utf-8']);
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
  expect(headers['content-security-policy']).not.toMatch(/(?<!wasm-)unsafe|\*|https?:|data:/);
  const { status: moved, headers: to } = await ask('/speedscope');
  expect([moved, to.location]).toEqual([302, '/speedscope/']);
});

test('files that are named by their content are cached for ever', async () => {
  const { status, headers, body } = await ask('/assets/index-Ab12Cd34.js');
  expect([status, body.toString()]).toEqual([200, SCRIPT]);
  expect(headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    vary: expect.stringMatching(/accept-encoding/i),
  });
});

test('is sent compressed to clients that accept it, if that is smaller', async () => {
  const gzip = { headers: { 'accept-encoding': 'gzip, deflate, br' } };
  const script = await ask('/assets/index-Ab12Cd34.js', gzip);
  expect(script.headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': 'text/javascript; charset=utf-8',
    'content-length': String(script.body.length),
  });
  expect(gunzipSync(script.body).toString()).toBe(SCRIPT);
  expect(script.body.length).toBeLessThan(SCRIPT.length);
  const tiny = await ask('/assets/tiny-Ef56Gh78.svg', gzip);
  expect([tiny.headers['content-encoding'], tiny.body.toString()]).toEqual([undefined, '<svg/>']);
  const plain = await ask('/assets/index-Ab12Cd34.js', { headers: { 'accept-encoding': 'gzip;q=0' } });
  expect(plain.headers['content-encoding']).toBeUndefined();
});

test('a browser with a current copy gets 304', async () => {
  const { headers } = await ask('/traces');
  const again = await ask('/', { headers: { 'if-none-match': String(headers.etag) } });
  expect([again.status, again.body.length]).toEqual([304, 0]);
});

test('HEAD answers with the headers of GET', async () => {
  const { status, headers, body } = await ask('/', { method: 'HEAD' });
  expect([status, headers['content-length'], body.length]).toEqual([200, String(INDEX.length), 0]);
});

test.each([
  '/assets/index-Zz99Zz99.js',
  '/favicon.ico',
  '//evil.example/',
  '/../package.json',
  '/assets/../../package.json',
  '/..%2f..%2fpackage.json',
  '/%2e%2e/package.json',
  '/assets%2findex-Ab12Cd34.js',
  '/.env.local',
  '/api',
  '/api/nothing',
  '/api/../index',
  '/mcp/nothing',
  '/speedscope/nothing',
  '/speedscope/../../package.json',
  '/health/nothing',
])('%s is answered 404 with problem details, never with the page', async (path) => {
  const { status, headers, body } = await ask(path);
  expect([status, headers['content-type']]).toEqual([404, 'application/problem+json']);
  expect(JSON.parse(body.toString())).toMatchObject({ status: 404 });
});

test.each(['POST', 'PUT', 'DELETE', 'TRACE'])('%s is 405', async (method) => {
  const { status, headers } = await ask('/', { method });
  expect([status, headers.allow]).toEqual([405, 'HEAD, GET']);
});

test('answers of the API cannot run as a script, whatever a browser takes them for', async () => {
  const { headers } = await ask('/api/traces/0');
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('is available as soon as it is built, and stays when its folder is removed', async () => {
  const later = mkdtempDisposableSync(join(tmpdir(), 'cortex-console-'));
  const env = { PORT: '0', LOG_LEVEL: 'silent', CORTEX_CONSOLE_PAGE: join(later.path, 'page') };
  const console = await startConsole(() => env);
  try {
    const missing = await fetch(`${console.url}/traces`);
    expect([missing.status, await missing.json()]).toEqual([
      503,
      expect.objectContaining({ detail: expect.stringContaining('npm run build') }),
    ]);
    expect((await fetch(`${console.url}/health/ready`)).status).toBe(200);
    await mkdir(env.CORTEX_CONSOLE_PAGE);
    await writeFile(join(env.CORTEX_CONSOLE_PAGE, 'index.html'), INDEX);
    expect(await (await fetch(console.url)).text()).toBe(INDEX);
    await rm(env.CORTEX_CONSOLE_PAGE, { recursive: true });
    expect(await (await fetch(console.url)).text()).toBe(INDEX);
  } finally {
    await console.stop();
    later[Symbol.dispose]();
  }
});

test('the page of a trace preloads the trace, and no other page does', async () => {
  const id = '0af7651916cd43dd8448eb211c80319c';
  const linkOf = async (path: string) => (await ask(path)).headers.link;
  expect(await linkOf(`/trace/${id}?view=log`)).toBe(
    `</api/traces/${id}>; rel=preload; as=fetch; crossorigin=anonymous`,
  );
  expect([await linkOf('/traces'), await linkOf(`/trace/${id}>`), await linkOf('/trace/0')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
