import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HOSTILE_TEXT, harmTo, NO_HARM } from './hostile-text.ts';
import { pagesOfConsole } from './page-suite.ts';
import { LOOKS, type Look, type Visit } from './visit.ts';

const MINUTE = 60_000;
const EVERY_MILLISECONDS = 10_000;
/** The begin of a trace that is so large that Jaeger does not answer for its time. */
const LARGE_AT = Date.now() - 5 * MINUTE;
const LARGE = 'POST /import';
const SMALL = 'GET /';
const SMALL_AT = Array.from({ length: 80 }, (_, index) => LARGE_AT + (index - 50) * EVERY_MILLISECONDS + 4000);

let answersForLarge: boolean;

beforeEach(() => {
  answersForLarge = false;
});

/** Runs with a Jaeger that never answers a search of the large trace's time. */
const suite = pagesOfConsole(async (resources) => {
  const jaeger = createServer(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://jaeger');
    if (pathname === '/api/services') return response.end(JSON.stringify({ data: [HOSTILE_TEXT] }));
    const data = found(searchParams);
    return data && response.end(JSON.stringify({ data }));
  }).listen(0, '127.0.0.1');
  resources.defer(() => {
    jaeger.closeAllConnections();
    jaeger.close();
  });
  await once(jaeger, 'listening');
  return { CORTEX_CONSOLE_JAEGER_URL: `http://127.0.0.1:${(jaeger.address() as AddressInfo).port}` };
});

function found(search: URLSearchParams): object[] | undefined {
  const [begin, end] = ['start', 'end'].map((name) => Number(search.get(name)) / 1000) as [number, number];
  const isWithin = (at: number) => at >= begin && at <= end;
  if (isWithin(LARGE_AT) && !answersForLarge) return undefined;
  if (search.get('tags')?.includes('error')) return [];
  const small = SMALL_AT.filter(isWithin).map((at) => jaegerTrace(SMALL, at));
  return isWithin(LARGE_AT) ? [jaegerTrace(LARGE, LARGE_AT), ...small] : small;
}

function jaegerTrace(operationName: string, at: number) {
  const traceID = at.toString(16).padStart(32, '0');
  const spanID = at.toString(16).padStart(16, '0');
  const times = { startTime: at * 1000, duration: 5000 };
  const tags = [{ key: 'span.kind', value: 'server' }];
  const span = { traceID, spanID, operationName, references: [], ...times, tags, logs: [], processID: 'p1' };
  return { traceID, spans: [span], processes: { p1: { serviceName: HOSTILE_TEXT, tags: [] } } };
}

const notice = ({ page }: Visit) => page.getByRole('status', { name: 'What is left out' });
const links = ({ page }: Visit, name: string) => page.getByRole('table').getByRole('link', { name });

/** Finds the time of the large trace in the notice. */
async function largeIn(visit: Visit) {
  const items = await notice(visit).getByRole('listitem').all();
  for (const item of items) {
    const moments = await item.getByRole('time').all();
    const [begin = 0, end = 0] = await Promise.all(
      moments.map(async (moment) => Date.parse((await moment.getAttribute('datetime')) ?? '')),
    );
    if (begin <= LARGE_AT && LARGE_AT <= end) return { item, begin, end };
  }
  throw new Error(`expected the time of the large trace among ${await notice(visit).textContent()}`);
}

test('a search reports which time it leaves out, lists the others, and links to a search of that time alone', async () => {
  await using visit = await suite.open('/traces?order=newest');
  const { page, complaints } = visit;
  const { item, begin, end } = await largeIn(visit);
  expect(await item.textContent()).toContain('window.taken');
  expect(await links(visit, SMALL).count()).toBeGreaterThan(0);
  expect(await links(visit, LARGE).count()).toBe(0);
  answersForLarge = true;
  await item.getByRole('link', { name: 'Search only there' }).press('Enter');
  await links(visit, LARGE).waitFor();
  await notice(visit).waitFor({ state: 'detached' });
  const { searchParams } = new URL(page.url());
  expect(['order', 'service', 'from', 'to'].map((name) => searchParams.get(name))).toEqual([
    'newest',
    HOSTILE_TEXT,
    String(Math.floor(begin)),
    String(Math.ceil(end)),
  ]);
  expect(complaints).toEqual([]);
});

test('the overview reports it beside the requests to look at', async () => {
  await using visit = await suite.open('/');
  await largeIn(visit);
  expect(await links(visit, SMALL).count()).toBeGreaterThan(0);
  expect(visit.complaints).toEqual([]);
});

test.each(LOOKS)('the notice is accessible, and hostile text stays text: %j', async (look: Look) => {
  await using visit = await suite.open('/traces', look);
  await notice(visit).waitFor();
  await visit.screenshot(`left-out-${look.colorScheme}-${look.width}`);
  const { complaints } = visit;
  expect({
    ...(await harmTo(visit)),
    faults: await visit.accessibilityFaults(),
    overflow: await visit.overflow(),
    complaints,
  }).toEqual({ ...NO_HARM, faults: [], overflow: 0, complaints: [] });
});
