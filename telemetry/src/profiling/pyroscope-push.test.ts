import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AppProcess } from '../test-support/app-process.ts';

const BURN = fileURLToPath(new URL('./fixtures/burn.ts', import.meta.url));

let server: Server;
let pushes: { readonly name: string; readonly headers: IncomingMessage['headers'] }[];

beforeEach(async () => {
  pushes = [];
  server = createServer(async (request, response) => {
    await request.toArray();
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://pyroscope');
    pushes.push({ name: `${pathname} ${searchParams.get('name')}`, headers: request.headers });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('wall and heap profiles go to the server, with the names, tags, token and tenant that were set', async () => {
  await push({
    PYROSCOPE_APPLICATION_NAME: 'shop',
    PYROSCOPE_TAGS: 'region=north',
    PYROSCOPE_TOKEN: 'token-1',
    PYROSCOPE_TENANT: 'team',
  });
  expect(pushes.length).toBeGreaterThanOrEqual(2);
  for (const { name, headers } of pushes) {
    expect(name).toMatch(/^\/ingest shop\{.*region=north.*\}$/);
    expect(name).toContain('service=burner');
    expect(headers).toMatchObject({ authorization: 'Bearer token-1', 'x-scope-orgid': 'team' });
  }
}, 60_000);

test('the service gives its name to the application, and a user authenticates with a password', async () => {
  await push({ PYROSCOPE_USER: 'someone', PYROSCOPE_PASSWORD: 'secret' });
  expect(pushes[0]?.name).toMatch(/^\/ingest burner\{/);
  expect(pushes[0]?.headers.authorization).toBe(`Basic ${Buffer.from('someone:secret').toString('base64')}`);
}, 60_000);

test('a process that has nothing more to do ends, and pushes its last profile before', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await using app = new AppProcess({
    app: 'one-span.ts',
    env: { CORTEX_PROFILES: 'pyroscope', PYROSCOPE_URL: url },
  });
  expect(await app.exit).toEqual({ code: 7, signal: null });
  expect(pushes.length).toBeGreaterThan(0);
});

async function push(env: NodeJS.ProcessEnv): Promise<void> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await promisify(execFile)(process.execPath, [BURN], {
    env: { ...inherited, CORTEX_PROFILES: 'pyroscope', CORTEX_PROFILES_INTERVAL: '300', PYROSCOPE_URL: url, ...env },
  });
}
