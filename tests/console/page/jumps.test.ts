import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually, readJaegerTrace } from '@cortex/trace-testing';
import type { Locator, Page } from 'playwright-core';
import { jaegerLinks } from '../../platform/jaeger-links.ts';
import { pagesOfStack } from './page-suite.ts';
import { Visit } from './visit.ts';

/** The first ones take long enough to be sampled by the profiler. */
const INPUTS = 20;
const EVIDENCE = { timeoutMilliseconds: 90_000, intervalMilliseconds: 1000 };
/** Profiles are exported once a minute. */
const PROFILED = { timeoutMilliseconds: 150_000, intervalMilliseconds: 1000 };
const CALL = 'tools/call store_input';
const REQUEST = 'POST /input';

const suite = pagesOfStack();
let traceId: string;
/** The server span of a tool call. */
let spanId: string;
/** A trace in which core-api worked long enough to be sampled by the profiler. */
let busyTraceId: string;
let busySpanId: string;

beforeAll(async () => {
  const stage = await suite.served.openStage();
  const traceIds: string[] = [];
  for (let sent = 0; sent < INPUTS; sent += 1) traceIds.push(await stage.input());
  traceId = traceIds.at(-1) ?? '';
  spanId = await spanOf(traceId, { name: CALL, kind: 'SERVER' });
  busyTraceId = await eventually(async () => traceIds[(await Promise.all(traceIds.map(isBusy))).indexOf(true)], {
    what: 'a trace with a profile of core-api',
    ...PROFILED,
  });
  busySpanId = await spanOf(busyTraceId, { name: REQUEST, kind: 'SERVER' });
});

function spanOf(id: string, { name, kind }: { name: string; kind: string }): Promise<string> {
  const find = async () => {
    const trace = await readJaegerTrace(suite.served.urls.jaeger, id);
    return trace?.spans.find((span) => span.name === name && span.kind === kind)?.spanId;
  };
  return eventually(find, { what: `${name} in trace ${id}`, ...EVIDENCE });
}

async function isBusy(id: string): Promise<boolean> {
  const search = new URLSearchParams({ service: 'core-api', trace: id });
  const { status } = await fetch(`${suite.served.urls.console}/api/profiles?${search}`);
  return status === 200;
}

const open = suite.open.bind(suite);
const details = (page: Page) => page.getByRole('region', { name: 'Details of the span' });
/** Functions, or the note that such short calls have none. */
const work = (region: Locator) => region.locator('table').or(region.getByText('No profile has samples')).first();
const TOOL_PAGE = '/mcp-calls?server=memory-service&tool=store_input';

/** Reloads the page until it shows what telemetry brings some seconds later. */
function until(path: string, look: (page: Page) => Promise<boolean>): Promise<void> {
  const opened = async () => {
    await using visit = await open(path);
    return (await look(visit.page)) || undefined;
  };
  return eventually(opened, { what: path, ...EVIDENCE }).then(() => undefined);
}

interface Jump {
  from: string;
  to: string;
  at(): string;
  /** The link, once it is there. */
  link(page: Page): Locator;
  /** What has to be opened before the link is there. */
  open?(page: Page): Locator;
  /** Whether the page shows data about the subject of the link. */
  shows(page: Page): Promise<boolean>;
}

const some = async (found: Locator) => (await found.count()) > 0;
const seriesOf = (service: string) => (page: Page) =>
  some(
    page
      .getByRole('table', { name: 'Series' })
      .getByRole('row')
      .filter({ hasText: `job="${service}"` })
      .filter({ hasNotText: 'no number' }),
  );
const lines = (page: Page) => page.getByRole('region', { name: 'Lines', exact: true }).getByRole('listitem');
const linesOf = (service: string) => async (page: Page) =>
  (await some(lines(page))) && !(await some(lines(page).filter({ hasNotText: service })));
const linesOfTrace = (id: () => string) => async (page: Page) =>
  (await some(lines(page))) && !(await some(lines(page).filter({ hasNot: page.locator(`a[href*="${id()}"]`) })));
const traces = (page: Page) => some(page.getByRole('link', { name: REQUEST }));
const traceOf = (id: () => string) => async (page: Page) =>
  new URL(page.url()).pathname === `/trace/${id()}` &&
  (await some(page.getByRole('heading', { level: 1, name: REQUEST })));
const spanIn = (id: () => string) => async (page: Page) =>
  (await traceOf(id)(page)) && some(details(page).getByRole('heading', { name: REQUEST }));
const profileOf = (service: string) => async (page: Page) =>
  (await some(page.getByRole('region', { name: 'Summary' }).filter({ hasText: service }))) &&
  some(page.getByRole('application', { name: /^Boxes of the profile/ }));

const busySpan = () => `/trace/${busyTraceId}?span=${busySpanId}`;
const explorer = () =>
  `/metrics-explorer?query=${encodeURIComponent('histogram_quantile(0.95, sum by (job, le) (traces_span_metrics_duration_seconds_bucket{job="core-api"}))')}`;
const lineOfService = () => `/logs?service=core-api&trace=${traceId}`;
const profileOfSpan = () => `/profiles?trace=${busyTraceId}&span=${busySpanId}`;
const linkOf = (name: string) => (page: Page) =>
  page.getByRole('main').getByRole('link', { name, exact: true }).first();
const inDetails = (name: string) => (page: Page) => details(page).getByRole('link', { name, exact: true });
const firstLine = (page: Page) => lines(page).getByRole('button', { name: 'Fields of the line' }).first();

/** From each signal to each other one. */
const JUMPS: Jump[] = [
  { from: 'trace', to: 'metrics', at: busySpan, link: inDetails('Metrics of core-api'), shows: seriesOf('core-api') },
  {
    from: 'trace',
    to: 'logs',
    at: () => `/trace/${traceId}`,
    link: linkOf('Log lines of core-api'),
    shows: linesOfTrace(() => traceId),
  },
  { from: 'trace', to: 'profile', at: busySpan, link: inDetails('Profile of core-api'), shows: profileOf('core-api') },
  { from: 'metrics', to: 'traces', at: explorer, link: linkOf('Traces of core-api'), shows: traces },
  { from: 'metrics', to: 'logs', at: explorer, link: linkOf('Log lines of core-api'), shows: linesOf('core-api') },
  { from: 'metrics', to: 'profile', at: explorer, link: linkOf('Profile of core-api'), shows: profileOf('core-api') },
  {
    from: 'log line',
    to: 'trace',
    at: lineOfService,
    link: (page) =>
      lines(page)
        .getByRole('link', { name: /^trace/ })
        .first(),
    shows: traceOf(() => traceId),
  },
  {
    from: 'log line',
    to: 'metrics',
    at: lineOfService,
    open: firstLine,
    link: (page) => lines(page).getByRole('link', { name: 'Metrics of' }),
    shows: seriesOf('core-api'),
  },
  {
    from: 'log line',
    to: 'profile',
    at: lineOfService,
    open: firstLine,
    link: (page) => lines(page).getByRole('link', { name: 'Profile of' }),
    shows: profileOf('core-api'),
  },
  { from: 'profile', to: 'trace', at: profileOfSpan, link: linkOf('Trace'), shows: spanIn(() => busyTraceId) },
  {
    from: 'profile',
    to: 'metrics',
    at: profileOfSpan,
    link: linkOf('Metrics of core-api'),
    shows: seriesOf('core-api'),
  },
  {
    from: 'profile',
    to: 'logs',
    at: profileOfSpan,
    link: linkOf('Log lines of core-api'),
    shows: linesOfTrace(() => busyTraceId),
  },
];

test.each(JUMPS)('from $from to $to', async ({ at, open: opener, link, shows }) => {
  const jump = async () => {
    await using visit = await open(at());
    const { page } = visit;
    if (opener !== undefined) {
      if (!(await some(opener(page)))) return undefined;
      await opener(page).click();
    }
    if (!(await some(link(page)))) return undefined;
    const before = page.url();
    await link(page).first().click();
    await page.waitForURL((url) => url.href !== before);
    await visit.settled();
    if (!(await shows(page))) return undefined;
    return { complaints: visit.complaints };
  };
  expect(await eventually(jump, { what: `the jump from ${at()}`, ...PROFILED })).toEqual({ complaints: [] });
});

test('from a trace to the metrics of one of its calls, at its time', async () => {
  await using visit = await open(`/trace/${traceId}?span=${spanId}`);
  const { page } = visit;
  await details(page).getByRole('link', { name: 'Usual figures and functions of store_input' }).click();
  await page.getByRole('heading', { level: 1, name: 'store_input of memory-service' }).waitFor();
  const { pathname, searchParams } = new URL(page.url());
  expect([pathname, searchParams.get('server'), searchParams.get('tool')]).toEqual([
    '/mcp-calls',
    'memory-service',
    'store_input',
  ]);
  expect(Number(searchParams.get('to'))).toBeGreaterThan(Number(searchParams.get('from')));
  expect(visit.complaints).toEqual([]);
});

test('from a span to others of its operation', async () => {
  await using visit = await open(`/trace/${traceId}?span=${spanId}`);
  const { page } = visit;
  await details(page).getByRole('link', { name: 'Similar spans' }).click();
  await page.getByRole('link', { name: REQUEST }).nth(1).waitFor();
  expect(new URL(page.url()).searchParams.get('operation')).toBe(CALL);
  expect(visit.complaints).toEqual([]);
});

test('from a trace to its log lines, and from a line to its span', async () => {
  const line = (page: Page) => page.locator('.log-row:not([disabled])').filter({ hasText: /^\+[^ ]+ m?s ?log/ });
  await until(`/trace/${traceId}?view=log`, async (page) => (await line(page).count()) > 0);
  await using visit = await open(`/trace/${traceId}`);
  const { page } = visit;
  await page.getByRole('navigation', { name: 'Views of the trace' }).getByRole('link', { name: 'Log' }).click();
  await line(page).first().click();
  await page.waitForURL(/[?&]span=/);
  expect(visit.complaints).toEqual([]);
});

test('from a trace to the functions that worked for it', async () => {
  await using visit = await open(`/trace/${traceId}?span=${spanId}`);
  await details(visit.page).getByText('Functions that worked for this span').click();
  await work(details(visit.page).getByRole('region', { name: 'Functions' })).waitFor();
  expect(visit.complaints).toEqual([]);
});

test('from the metrics of a tool to its traces, and to its CPU time', async () => {
  const calls = (page: Page) => page.getByTitle('Traces of these calls').first();
  await until(TOOL_PAGE, async (page) => (await calls(page).count()) > 0);
  await using visit = await open(TOOL_PAGE);
  const { page } = visit;
  await work(page.getByRole('region', { name: 'Where its CPU time goes' })).waitFor();
  await calls(page).click();
  await page.waitForURL(/\/traces\?/);
  await page.getByRole('link', { name: REQUEST }).first().waitFor();
  expect(visit.complaints).toEqual([]);
});

test("each link of Jaeger's pages opens what its text says", async () => {
  const shown: Record<string, (page: Page) => Promise<boolean>> = {
    'The trace in the console, and why it took so long': traceOf(() => busyTraceId),
    'Log lines of this trace': linesOfTrace(() => busyTraceId),
    'CPU profile of this span': profileOf('core-api'),
    'Metrics of this process': seriesOf('core-api'),
    '95th percentile of this route, over time': (page) =>
      some(page.getByRole('table', { name: 'Series' }).getByRole('cell')),
  };
  const ui = await readFile(join(suite.served.home, 'data/jaeger-ui.json'), 'utf8');
  const links = await jaegerLinks({ ui, url: suite.served.urls.jaeger, traceId: busyTraceId });
  for (const [text, shows] of Object.entries(shown)) {
    const ofSpan = links.filter((link) => link.text === text && isOfBusySpan(link.url));
    const opens = async () => {
      for (const { url } of ofSpan) {
        await using visit = await Visit.open(suite.browser, url.href);
        if (await shows(visit.page)) return true;
      }
      return undefined;
    };
    await eventually(opens, { what: text, ...EVIDENCE });
  }
});

/** Whether the link belongs to the busy span: a span that did nothing has no profile. */
function isOfBusySpan({ searchParams }: URL): boolean {
  return !searchParams.has('span') || searchParams.get('span') === busySpanId;
}

test('from a value over time to the trace in which it was measured', async () => {
  const exemplars = (page: Page) => page.getByRole('table', { name: 'Exemplars' }).getByRole('link');
  await until(explorer(), async (page) => some(exemplars(page)));
  await using visit = await open(explorer());
  const { page } = visit;
  await exemplars(page).first().click();
  await details(page).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/trace\/[0-9a-f]{32}$/);
  expect(visit.complaints).toEqual([]);
});
