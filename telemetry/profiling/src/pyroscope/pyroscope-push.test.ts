import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { Profile } from 'pprof-format';
import type { Burnt } from '../fixtures/burn.ts';

const FIXTURES = new URL('../fixtures/', import.meta.url);

let server: Server;
let pushes: { readonly name: string; readonly headers: IncomingMessage['headers']; readonly body: Buffer }[];

beforeEach(async () => {
  pushes = [];
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://pyroscope');
    pushes.push({ name: `${pathname} ${searchParams.get('name')}`, headers: request.headers, body });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('wall and heap profiles go to the server with the configured name, tags, token and tenant', async () => {
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
});

test('the application is named after the service by default, and a user authenticates with a password', async () => {
  await push({ PYROSCOPE_USER: 'someone', PYROSCOPE_PASSWORD: 'secret' });
  expect(pushes[0]?.name).toMatch(/^\/ingest burner\{/);
  expect(pushes[0]?.headers.authorization).toBe(`Basic ${Buffer.from('someone:secret').toString('base64')}`);
});

test('samples have the ids of the span that was active, and of no other', async () => {
  const { requests } = JSON.parse(await push({})) as { requests: Burnt[] };
  const found = pushes.flatMap(({ body }) => labelledStacks(body));
  for (const [name, own, other] of [
    ['alpha', 'burnAlpha', 'burnBeta'],
    ['beta', 'burnBeta', 'burnAlpha'],
  ] as const) {
    const { spanId, traceId } = requests.find((request) => request.name === name) as Burnt;
    const stacks = found.filter(({ labels }) => labels.span_id === spanId);
    expect(stacks.some(({ functions }) => runs(functions, own))).toBe(true);
    expect(stacks.some(({ functions }) => runs(functions, other))).toBe(false);
    expect(stacks.every(({ labels }) => labels.trace_id === traceId)).toBe(true);
  }
  const unsampled = found.filter(({ functions }) => runs(functions, 'burnUnsampled'));
  expect(unsampled.length).toBeGreaterThan(0);
  expect(unsampled.every(({ labels }) => labels.span_id === undefined)).toBe(true);
});

test('stopping while a round of the client is due ends the process without an error', async () => {
  expect(await push({ INTERVAL: '20' }, 'stop-in-round.ts')).toBe('stopped\n');
});

async function push(env: NodeJS.ProcessEnv, fixture = 'burn.ts'): Promise<string> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const command = ['--conditions=cortex-source', fileURLToPath(new URL(fixture, FIXTURES))];
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    env: { ...inherited, DESTINATION: 'pyroscope', INTERVAL: '300', PYROSCOPE_URL: url, ...env },
  });
  return stdout;
}

/** The client names functions `<file>:<name>:<line>`. */
function runs(functions: readonly string[], name: string): boolean {
  return functions.some((one) => one.includes(`:${name}:`));
}

interface LabelledStack {
  readonly functions: readonly string[];
  readonly labels: Record<string, string>;
}

function labelledStacks(gzipped: Buffer): LabelledStack[] {
  const { sample, location, function: functions, stringTable } = Profile.decode(gunzipSync(gzipped));
  const text = (index: number | bigint) => stringTable.strings[Number(index)] ?? '';
  const names = new Map(functions.map(({ id, name }) => [Number(id), text(name)]));
  const lines = new Map(
    location.map(({ id, line }) => [Number(id), line.map((one) => names.get(Number(one.functionId)))]),
  );
  return sample.map(({ locationId, label }) => ({
    functions: locationId.flatMap((id) => lines.get(Number(id)) ?? []).map(String),
    labels: Object.fromEntries(label.map(({ key, str }) => [text(key), text(str)])),
  }));
}
