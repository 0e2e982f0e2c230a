import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepLoadResult } from '@cortex/console/backends';
import type { LoadResult } from '@cortex/console/model';
import { loadFolder } from '@cortex/local/settings';
import { HOSTILE_TEXT, harmTo, NO_HARM } from './hostile-text.ts';
import { pagesOfConsole } from './page-suite.ts';
import { LOOKS, type Look, type Visit } from './visit.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';

const suite = pagesOfConsole();
const open = (path = '/load', look?: Look) => suite.open(path, look);

/** The result of a run that began in a minute of a fixed hour. */
function resultOf(minute: number, p95: number | null): LoadResult {
  const row = 'core-api /input';
  return {
    scenario: 'steady',
    startedAt: new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString(),
    against: 'http://127.0.0.1:8000',
    figures: [
      { row, figure: 'rate', unit: '/s', baseline: 98, good: 'above', got: 99.5 },
      { row, figure: 'p95', unit: 'ms', baseline: 100, good: 'below', got: p95 },
      { row: 'memory-service', figure: 'CPU idle', unit: '%', good: 'below', got: 1 },
    ],
    slowest: [{ row, milliseconds: 312.4, traceId: TRACE }],
  };
}

test('without a result it names the command that creates one', async () => {
  await using visit = await open();
  await visit.page.getByText('npm run load -- steady').waitFor();
  expect(visit.complaints).toEqual([]);
});

test('a console without a folder explains how to set it', async () => {
  await using visit = await open('/map');
  const { page } = visit;
  await page.route('**/api/load', (route) => route.fulfill({ json: {} }));
  await page.getByRole('link', { name: 'Load', exact: true }).click();
  await page.getByText('CORTEX_CONSOLE_LOAD_RESULTS').waitFor();
  expect(visit.complaints).toEqual([]);
});

describe('with results', () => {
  beforeAll(async () => {
    const folder = loadFolder({ home: suite.served.home });
    for (const [minute, p95] of [40, null, 60, 120].entries()) await keepLoadResult(folder, resultOf(minute, p95));
    const hostile = { row: HOSTILE_TEXT, figure: HOSTILE_TEXT, unit: HOSTILE_TEXT, good: 'below', got: 1 } as const;
    await keepLoadResult(folder, { ...resultOf(10, 20), scenario: 'spike', against: HOSTILE_TEXT, figures: [hostile] });
    await writeFile(join(folder, 'spoilt.json'), HOSTILE_TEXT);
  });

  const figures = (visit: Visit) => visit.page.getByRole('region', { name: 'Figures' });
  const runs = (visit: Visit) => visit.page.getByRole('region', { name: 'Runs' });

  test('shows figures, the slowest traces, earlier runs and unreadable files; each run can be opened with the keyboard', async () => {
    await using visit = await open();
    const { page } = visit;
    await runs(visit).getByRole('link').nth(1).press('Enter');
    await figures(visit).getByText('✖ 1 of 3 figures fall short').waitFor();
    const cells = await figures(visit).getByRole('row').nth(2).getByRole('cell').allTextContents();
    expect(cells).toEqual(['p95', '<= 100 ms', '120 ms', '60 ms', '✖ falls short', '']);
    await figures(visit).getByLabel('in 4 runs: 40 ms, -, 60 ms, 120 ms').waitFor();
    expect(await page.getByRole('link', { name: TRACE }).getAttribute('href')).toBe(`/trace/${TRACE}`);
    await page.getByText('1 file of the folder cannot be read').waitFor();
    await runs(visit).getByRole('link').nth(3).press('Enter');
    await figures(visit).getByText('none of 3 figures falls short, 1 could not be measured').waitFor();
    await page.goBack();
    await figures(visit).getByText('✖ 1 of 3 figures fall short').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test('a missing run is reported, and the newest is one click away', async () => {
    await using visit = await open('/load?run=gone.json');
    await visit.page.getByRole('alert').filter({ hasText: 'gone.json' }).waitFor();
    await visit.page.getByRole('link', { name: 'The newest run' }).click();
    await figures(visit).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test.each(LOOKS)('is accessible, and hostile text stays text: %j', async (look) => {
    for (const index of [0, 1]) {
      await using visit = await open('/load', look);
      await runs(visit).getByRole('link').nth(index).click();
      await visit.page.locator('.load-shown').nth(0).waitFor();
      await visit.settled();
      await visit.screenshot(`load-${index}-${look.colorScheme}-${look.width}`);
      const { complaints } = visit;
      expect({
        ...(await harmTo(visit)),
        faults: await visit.accessibilityFaults(),
        overflow: await visit.overflow(),
        complaints,
      }).toEqual({ ...NO_HARM, faults: [], overflow: 0, complaints: [] });
    }
  });
});
