import { type DisposableTempDir, mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StartedService } from '@cortex/runtime';
import { startProfileStore } from '../app.ts';
import { readProfileStoreConfig } from '../config.ts';
import type { PageProfile } from '../page/page-profile.ts';
import { openDatabase } from '../store/open-database.ts';
import type { Profile } from '../store/profile.ts';
import { ProfileWriter } from '../store/profile-writer.ts';

const TRACE = 'ab'.repeat(16);
const HOSTILE = '</script><script>alert(1)</script>';
const heap = {
  name: 'memory',
  sampleType: 'inuse_space',
  sampleUnit: 'bytes',
  periodType: 'memory',
  periodUnit: 'bytes',
};
const cpu = {
  name: 'process_cpu',
  sampleType: 'cpu',
  sampleUnit: 'nanoseconds',
  periodType: 'cpu',
  periodUnit: 'nanoseconds',
};
const CPU_QUERY = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds{service_name="shop"}';
const HEAP_QUERY = 'memory:inuse_space:bytes:memory:bytes{service_name="shop"}';

let home: DisposableTempDir;
let store: StartedService;

beforeAll(async () => {
  home = await mkdtempDisposable(join(tmpdir(), 'cortex-page-'));
  const config = readProfileStoreConfig({
    PORT: '0',
    CORTEX_HOME: home.path,
    LOG_LEVEL: 'silent',
    CORTEX_CONSOLE_URL: 'https://console.example/base/',
  });
  const database = openDatabase(config.databaseFile);
  new ProfileWriter(database, Number.POSITIVE_INFINITY).write([...profilesOf(cpu), ...profilesOf(heap)]);
  database.close();
  store = await startProfileStore(config);
});

afterAll(async () => {
  await store.stop();
  await home.remove();
});

function profilesOf(type: Profile['type']): Profile[] {
  const sample = (name: string, line: number, traceId = '') => ({
    stack: [{ function: name, file: 'src/shop.ts', line }],
    value: 100,
    traceId,
    spanId: traceId.slice(16),
  });
  return [30_000, 15_000].map((ago) => ({
    id: `${type.name} ${ago}`,
    type,
    labels: { service_name: 'shop' },
    timeMilliseconds: Date.now() - ago,
    samples: [sample('handle', 3, TRACE), sample('handle', 9), sample(HOSTILE, 1)],
  }));
}

async function ask(parameters: Record<string, string>): Promise<PageProfile> {
  return (await (await get('/flamegraph.json', parameters)).json()) as PageProfile;
}

function get(path: string, parameters: Record<string, string>): Promise<Response> {
  return fetch(`${store.url}${path}?${new URLSearchParams(parameters)}`);
}

test('redirects people to the console', async () => {
  const { status, headers } = await fetch(`${store.url}/`, { redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([302, 'https://console.example/base/profiles']);
});

test('the page loads nothing from elsewhere', async () => {
  const response = await get('/flamegraph.html', { query: CPU_QUERY });
  expect(response.headers.get('content-type')).toMatch('text/html');
  expect(await response.text()).not.toMatch(/(src|href)="(?!data:)|https?:|url\(/);
});

test('a saved flame graph contains its profile, and no name in it can inject markup', async () => {
  const page = await (await get('/flamegraph.html', { query: CPU_QUERY, title: '<b>shop</b>' })).text();
  expect(page).not.toContain(HOSTILE);
  expect(page).toContain('<h1>&lt;b&gt;shop&lt;/b&gt;</h1>');
  const [, json = ''] = /id="profile">(.*?)<\/script>/s.exec(page) ?? [];
  expect(JSON.parse(json)).toMatchObject({
    unit: 'nanoseconds',
    profiles: 2,
    functions: expect.arrayContaining([{ name: HOSTILE, place: 'src/shop.ts:1' }]),
  });
});

test('functions of the same name in two files are two', async () => {
  const { functions, levels } = await ask({ query: CPU_QUERY });
  expect(functions).toEqual(
    expect.arrayContaining([
      { name: 'handle', place: 'src/shop.ts:3' },
      { name: 'handle', place: 'src/shop.ts:9' },
    ]),
  );
  expect(levels[0]).toEqual([0, 600, 0, 0]);
});

test('a trace has its own flame graph', async () => {
  const { functions, levels } = await ask({ query: CPU_QUERY, trace: TRACE });
  expect(levels[0]?.[1]).toBe(200);
  expect(functions.map(({ place }) => place)).toEqual(['', 'src/shop.ts:3']);
});

test('memory in use is the mean of its profiles, not their sum', async () => {
  const answer = await ask({ query: HEAP_QUERY });
  expect(answer).toMatchObject({ unit: 'bytes', profiles: 2, isMean: true });
  expect(answer.levels[0]?.[1]).toBe(300);
});

test('memory in use is summed on request, as for one profile of each process', async () => {
  const answer = await ask({ query: HEAP_QUERY, sum: 'true' });
  expect(answer).toMatchObject({ profiles: 2, isMean: false });
  expect(answer.levels[0]?.[1]).toBe(600);
});

test.each([
  ['a query without a profile type', 400, { query: '{service_name="shop"}' }],
  ['an invalid trace id', 422, { query: CPU_QUERY, trace: 'xyz' }],
])('%s is refused', async (_, status, parameters) => {
  expect((await get('/flamegraph.json', parameters)).status).toBe(status);
});

test('reports that it is ready, as Pyroscope does', async () => {
  const response = await fetch(`${store.url}/ready`);
  expect([response.status, await response.text()]).toEqual([200, 'ready\n']);
});
