import { execFileSync } from 'node:child_process';
import { type DisposableTempDir, mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepLoadResult } from '../backends/load-results.ts';
import type { Figure, LoadResult } from '../model/load/result.ts';
import type { LoadAnswer } from './load.ts';
import { type AskedConsole, askedConsole } from './testing/asked-console.ts';

const latency: Figure = { row: 'core-api /input', figure: 'p95', unit: 'ms', baseline: 100, good: 'below', got: 40 };
const TRACE = 'a'.repeat(32);

let folder: DisposableTempDir;
let asked: AskedConsole | undefined;

beforeEach(async () => {
  folder = await mkdtempDisposable(join(tmpdir(), 'load-'));
});

afterEach(async () => {
  await asked?.stop();
  await folder.remove();
});

const resultOf = (minute: number, got: number | null, more: Partial<LoadResult> = {}): LoadResult => ({
  scenario: 'steady',
  startedAt: `2026-01-01T00:0${minute}:00.000Z`,
  against: 'http://127.0.0.1:8000',
  figures: [{ ...latency, got }],
  slowest: [],
  ...more,
});

async function ask(query = '', env: NodeJS.ProcessEnv = { CORTEX_CONSOLE_LOAD_RESULTS: folder.path }) {
  asked = await askedConsole(() => undefined, env);
  return asked.get(`/api/load${query}`);
}

async function answered(query?: string) {
  const { status, body } = await ask(query);
  expect(status).toBe(200);
  return body as Extract<LoadAnswer, { folder: string }>;
}

test('shows the newest run against its baselines and the runs of its scenario before it', async () => {
  await keepLoadResult(folder.path, resultOf(1, 30));
  await keepLoadResult(folder.path, resultOf(2, null));
  await keepLoadResult(folder.path, resultOf(3, 20));
  await keepLoadResult(folder.path, resultOf(4, 7, { scenario: 'spike' }));
  const slowest = [
    { row: 'core-api /input', milliseconds: 12, traceId: TRACE },
    { row: 'memory /resource/history', milliseconds: 300, traceId: '' },
  ];
  await keepLoadResult(folder.path, resultOf(5, 90, { slowest }));
  const { runs, shown, spoilt, unread } = await answered();
  expect(
    runs.map(({ scenario, begin, short, notMeasured }) => [scenario, begin % 3_600_000, short, notMeasured]),
  ).toEqual([
    ['steady', 300_000, 1, 0],
    ['spike', 240_000, 0, 0],
    ['steady', 180_000, 0, 0],
    ['steady', 120_000, 0, 1],
    ['steady', 60_000, 0, 0],
  ]);
  expect(shown?.figures).toEqual([{ ...latency, got: 90, last: 20, verdict: 'worse', course: [30, null, 20, 90] }]);
  expect(shown?.slowest).toEqual(slowest.toReversed());
  expect({ spoilt, unread }).toEqual({ spoilt: [], unread: 0 });
});

test('shows an earlier run as it was at that time', async () => {
  await keepLoadResult(folder.path, resultOf(1, 30));
  await keepLoadResult(folder.path, resultOf(2, 120));
  const { runs } = await answered();
  await asked?.stop();
  const { shown } = await answered(`?run=${encodeURIComponent(runs[1]?.file ?? '')}`);
  expect(shown).toMatchObject({ summary: runs[1], figures: [{ got: 30, verdict: 'ok', course: [30] }] });
});

test('reports for each file why it cannot be read, and shows the others', async () => {
  await keepLoadResult(folder.path, resultOf(1, 30));
  await mkdir(join(folder.path, 'folder.json'));
  execFileSync('mkfifo', [join(folder.path, 'pipe.json')]);
  await writeFile(join(folder.path, 'cut.json'), '{"scenario": "ste');
  await writeFile(join(folder.path, 'large.json'), ' '.repeat(1024 * 1024 + 1));
  await writeFile(join(folder.path, 'other.json'), JSON.stringify({ ...resultOf(2, 1), figures: 'none' }));
  await writeFile(
    join(folder.path, 'link.json'),
    JSON.stringify(resultOf(2, 1, { slowest: [{ row: 'a', milliseconds: 1, traceId: '../../elsewhere' }] })),
  );
  await writeFile(join(folder.path, 'notes.txt'), 'no result');
  const { runs, spoilt } = await answered();
  expect(runs).toHaveLength(1);
  expect(Object.fromEntries(spoilt.map(({ file, reason }) => [file, reason]))).toEqual({
    'cut.json': expect.stringMatching(/JSON/),
    'folder.json': 'expected a file',
    'large.json': 'expected at most 1048576 bytes, got 1048577',
    'link.json': expect.stringMatching(/expected a trace id.*slowest\[0\]\.traceId/),
    'other.json': expect.stringMatching(/expected array.*figures/),
    'pipe.json': 'expected a file',
  });
});

test('reads the newest of very many', async () => {
  for (let count = 0; count < 103; count += 1)
    await keepLoadResult(folder.path, resultOf(0, count, { startedAt: new Date(count * 1000).toISOString() }));
  const { runs, shown, unread } = await answered();
  expect([runs.length, shown?.figures[0]?.got, shown?.figures[0]?.course.length, unread]).toEqual([100, 102, 20, 3]);
});

test('a missing or empty folder has no runs', async () => {
  expect(await answered()).toMatchObject({ runs: [], spoilt: [] });
  await asked?.stop();
  const { body } = await ask('', { CORTEX_CONSOLE_LOAD_RESULTS: join(folder.path, 'gone') });
  expect(body).toMatchObject({ runs: [], spoilt: [], unread: 0 });
});

test('a path that is not a folder is reported', async () => {
  const file = join(folder.path, 'file');
  await writeFile(file, '');
  const { body } = await ask('', { CORTEX_CONSOLE_LOAD_RESULTS: file });
  expect(body).toMatchObject({ runs: [], spoilt: [{ file, reason: expect.stringContaining('ENOTDIR') }] });
});

test('without a setting there is no folder', async () => {
  expect(await ask('', {})).toEqual({ status: 200, body: {} });
});

test('an unknown run is refused', async () => {
  const { status, body } = await ask('?run=gone.json');
  expect([status, (body as { detail: string }).detail]).toEqual([
    404,
    `No result in ${folder.path} is called "gone.json", or it cannot be read.`,
  ]);
});
