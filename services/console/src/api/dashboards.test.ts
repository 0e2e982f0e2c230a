import { type DisposableTempDir, mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DashboardAnswer, DashboardsAnswer } from './dashboards.ts';
import { type AskedConsole, askedConsole } from './testing/asked-console.ts';

let folder: DisposableTempDir;
let asked: AskedConsole | undefined;

beforeEach(async () => {
  folder = await mkdtempDisposable(join(tmpdir(), 'dashboards-'));
});

afterEach(async () => {
  await asked?.stop();
  await folder.remove();
});

async function ask(path: string, env: NodeJS.ProcessEnv = { CORTEX_CONSOLE_DASHBOARDS: folder.path }) {
  await asked?.stop();
  asked = await askedConsole(() => undefined, env);
  return asked.get(path);
}

const keep = (file: string, dashboard: object) => writeFile(join(folder.path, file), JSON.stringify(dashboard));

test('lists the dashboards by title, and for each other file why it cannot be read', async () => {
  await keep('1.json', { uid: 'b', title: 'Shop', tags: ['x'], panels: [] });
  await keep('2.json', { uid: 'a', title: 'Memory', description: 'What is kept.', panels: [] });
  await keep('3.json', { title: 'Nobody' });
  await writeFile(join(folder.path, '4.json'), '{');
  await writeFile(join(folder.path, 'notes.txt'), '{');
  await mkdir(join(folder.path, '5.json'));
  const { body } = await ask('/api/dashboards');
  const { dashboards, spoilt } = body as Extract<DashboardsAnswer, { folder: string }>;
  expect(dashboards).toEqual([
    { uid: 'a', title: 'Memory', description: 'What is kept.', tags: [] },
    { uid: 'b', title: 'Shop', description: '', tags: ['x'] },
  ]);
  expect(Object.fromEntries(spoilt.map(({ file, reason }) => [file, reason]))).toEqual({
    '3.json': expect.stringMatching(/uid/),
    '4.json': expect.stringMatching(/JSON/),
    '5.json': 'expected a file',
  });
});

test('answers a dashboard from the current content of its file', async () => {
  const panel = {
    type: 'stat',
    title: 'Up',
    gridPos: { w: 8, h: 4 },
    targets: [{ expr: 'up', refId: 'A', instant: true }],
  };
  await keep('1.json', { uid: 'b', title: 'Shop', refresh: '10s', panels: [panel] });
  const { body } = await ask('/api/dashboards/b');
  const { panels, refresh } = body as DashboardAnswer;
  expect(refresh).toBe('10s');
  expect(panels).toMatchObject([
    {
      type: 'stat',
      title: 'Up',
      targets: [{ expr: 'up', instant: true }],
      fieldConfig: { defaults: { unit: 'short' } },
    },
  ]);
  await keep('1.json', { uid: 'b', title: 'Shop', panels: [] });
  expect((await asked?.get('/api/dashboards/b'))?.body).toMatchObject({ panels: [] });
});

test('an unknown dashboard is refused', async () => {
  const refusal = { status: 404, body: expect.objectContaining({ detail: 'There is no dashboard "gone".' }) };
  expect(await ask('/api/dashboards/gone')).toEqual(refusal);
  expect(await ask('/api/dashboards/gone', {})).toEqual(refusal);
});

test('a folder that cannot be read is reported', async () => {
  const gone = join(folder.path, 'gone');
  const { body } = await ask('/api/dashboards', { CORTEX_CONSOLE_DASHBOARDS: gone });
  expect(body).toMatchObject({ dashboards: [], spoilt: [{ file: gone, reason: expect.stringContaining('ENOENT') }] });
});

test('without a setting there is no folder', async () => {
  expect(await ask('/api/dashboards', {})).toEqual({ status: 200, body: {} });
});
