import { readFile } from 'node:fs/promises';
import { eventually } from '@cortex/trace-testing';
import { HOSTILE_TEXT, harmTo, NO_HARM } from './hostile-text.ts';
import { pagesOfStack } from './page-suite.ts';
import { LOOKS, type Look, type Visit } from './visit.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const VISIBLE_MILLISECONDS = 60_000;

const suite = pagesOfStack();

beforeAll(async () => {
  await send('shop', [
    ['INFO', 'shelf filled', {}],
    ['WARN', 'slow endpoint', { method: 'GET', route: '/goods', status: '200', milliseconds: '1234', trace_of: TRACE }],
    ['ERROR', 'request failed', { method: 'POST', route: '/orders', status: '503', cause: 'no slot is free' }],
  ]);
  await send(HOSTILE_TEXT, [
    ['ERROR', HOSTILE_TEXT, { [HOSTILE_TEXT.slice(0, 40)]: HOSTILE_TEXT, cause: HOSTILE_TEXT, route: HOSTILE_TEXT }],
  ]);
  await linesThere('"request failed" and "service.name":="shop"');
  await linesThere('"window.taken"');
});

type Line = [level: string, message: string, attributes: Record<string, string>];

async function send(service: string, lines: readonly Line[]): Promise<void> {
  const begin = Date.now() - 10_000;
  const stringValue = (fields: Record<string, string>) =>
    Object.entries(fields).map(([key, value]) => ({ key, value: { stringValue: value } }));
  const logRecords = lines.map(([severityText, message, { trace_of, ...attributes }], index) => ({
    timeUnixNano: `${begin + index * 1000}000000`,
    severityText,
    body: { stringValue: message },
    attributes: stringValue(attributes),
    ...(trace_of !== undefined && { traceId: trace_of, spanId: '00f067aa0ba902b7' }),
  }));
  const resource = { attributes: stringValue({ 'service.name': service, 'service.instance.id': 'one' }) };
  const response = await fetch(`${suite.served.urls.collector}/v1/logs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] }),
  });
  if (!response.ok) throw new Error(`the Collector answered ${response.status}: ${await response.text()}`);
}

function linesThere(query: string): Promise<true> {
  return eventually(
    async () => {
      const response = await fetch(`${suite.served.urls.console}/api/logs?${new URLSearchParams({ query })}`);
      const { lines = [] } = (await response.json()) as { lines?: unknown[] };
      return lines.length > 0 ? true : undefined;
    },
    { what: `lines of ${query}`, timeoutMilliseconds: VISIBLE_MILLISECONDS },
  );
}

const open = (search = '', look?: Look) => suite.open(`/logs${search}`, look);
const lines = ({ page }: Visit) => page.getByRole('region', { name: 'Lines', exact: true }).getByRole('listitem');

test('a line shows level, route, duration and cause without being opened, and links to its trace', async () => {
  await using visit = await open('?service=shop');
  const said = await lines(visit).allTextContents();
  expect(said).toHaveLength(3);
  expect(said[0]).toMatch(/✖ error.*shop.*request failed: no slot is free.*POST \/orders.*503/);
  expect(said[1]).toMatch(/▲ warn.*slow endpoint.*GET \/goods.*1\.23 s/);
  expect(await lines(visit).nth(1).getByRole('link').getAttribute('href')).toContain(`/trace/${TRACE}?span=`);
  expect(visit.complaints).toEqual([]);
});

test('searches by words, service and level; invalid LogsQL is reported, and can be searched literally', async () => {
  await using visit = await open();
  const { page } = visit;
  await page.getByLabel('Service').selectOption('shop');
  await page.getByLabel('Level').selectOption('warn');
  await page.getByText('2 lines', { exact: true }).waitFor();
  await page.getByLabel('Words or LogsQL').fill('(slow');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Words or LogsQL').fill('slow');
  await page.keyboard.press('Enter');
  await page.getByText('1 line', { exact: true }).waitFor();
  const { searchParams } = new URL(page.url());
  expect(['query', 'service', 'level'].map((name) => searchParams.get(name))).toEqual(['slow', 'shop', 'warn']);
  await page.getByLabel('Words or LogsQL').fill('slow) or (shelf');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Search for exactly these words' }).click();
  await page.getByText('No line matches.').waitFor();
  expect(visit.complaints).toEqual([]);
});

test('a field narrows the search with a click or a key, and the condition can be removed', async () => {
  await using visit = await open('?service=shop');
  const { page } = visit;
  await lines(visit).nth(0).getByRole('button', { name: 'Fields of the line' }).press('Enter');
  await page.getByRole('button', { name: 'without lines with this route' }).press('Enter');
  await page.getByText('2 lines', { exact: true }).waitFor();
  expect(await page.getByRole('list', { name: 'Conditions' }).textContent()).toContain('route is not /orders');
  await page.reload();
  await page.getByText('2 lines', { exact: true }).waitFor();
  await page.getByRole('list', { name: 'Conditions' }).getByRole('button').click();
  await page.getByText('3 lines', { exact: true }).waitFor();
  expect(visit.complaints).toEqual([]);
});

test('shows what came before and after in the same process', async () => {
  await using visit = await open('?service=shop&query=slow');
  const { page } = visit;
  await lines(visit).nth(0).getByRole('button', { name: 'Fields of the line' }).click();
  await page.getByRole('button', { name: 'Before and after, in the same process' }).click();
  const around = page.getByRole('list', { name: 'Lines around it, the newest first' });
  await around.getByText('shelf filled').waitFor();
  expect(await around.getByRole('listitem').count()).toBe(3);
  expect(await around.locator('[aria-current]').textContent()).toContain('slow endpoint');
  expect(visit.complaints).toEqual([]);
});

test('a bar of the histogram narrows the time, with the keyboard', async () => {
  await using visit = await open('?service=shop');
  const { page } = visit;
  const bars = page.getByRole('toolbar', { name: 'Narrow the time' }).getByRole('button');
  await bars.first().focus();
  await page.keyboard.press('ArrowRight');
  await bars.nth(1).and(page.locator(':focus')).waitFor();
  await page
    .getByRole('button', { name: /: [1-9]\d* lines?, / })
    .first()
    .press('Enter');
  await page.waitForURL(/from=\d+/);
  await page.getByRole('button', { name: 'Show the whole time' }).click();
  await page.getByText('3 lines', { exact: true }).waitFor();
  expect(visit.complaints).toEqual([]);
});

test('in live mode new lines appear', async () => {
  await using visit = await open('?service=bank');
  const { page } = visit;
  await page.getByRole('button', { name: 'Live' }).click();
  await send('bank', [['INFO', 'vault opened', {}]]);
  await page.getByText('vault opened').waitFor();
  expect(visit.complaints).toEqual([]);
});

test('lines can be downloaded as JSON lines', async () => {
  await using visit = await open('?service=shop');
  const download = visit.page.waitForEvent('download');
  await visit.page.getByRole('link', { name: 'Download JSON lines' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(
    text
      .trim()
      .split('\n')
      .map((one) => JSON.parse(one)._msg),
  ).toHaveLength(3);
});

test.each(LOOKS)('is accessible, and hostile text stays text: %j', async (look) => {
  await using visit = await open('', look);
  const { page, complaints } = visit;
  const hostile = lines(visit).filter({ hasText: 'window.taken' }).first();
  await hostile.getByRole('button', { name: 'Fields of the line' }).click();
  await page.getByRole('button', { name: 'Before and after, in the same process' }).click();
  await page.getByRole('list', { name: 'Lines around it, the newest first' }).waitFor();
  await visit.screenshot(`logs-${look.colorScheme}-${look.width}`);
  expect({
    ...(await harmTo(visit)),
    faults: await visit.accessibilityFaults(),
    overflow: await visit.overflow(),
    complaints,
  }).toEqual({ ...NO_HARM, faults: [], overflow: 0, complaints: [] });
});
