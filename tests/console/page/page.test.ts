import { eventually } from '@cortex/trace-testing';
import type { Page } from 'playwright-core';
import { grafanaDashboards } from '../../platform/panel-queries.ts';
import { PrometheusClient } from '../../platform/prometheus.ts';
import { ConsoleProcess } from './console-process.ts';
import { ExpectedValues, QUARTER_MILLISECONDS } from './dashboard-values.ts';
import { differencesOf } from './dashboard-walk.ts';
import { harmTo, NO_HARM } from './hostile-text.ts';
import { sendHostileTrace } from './hostile-trace.ts';
import { pagesOfStack } from './page-suite.ts';
import { hasProfiles, walkThroughProfiles } from './profiles-walk.ts';
import { lookBySpeedscope } from './speedscope.ts';
import { compareTwoRanges } from './two-ranges.ts';
import { LOOKS, Visit } from './visit.ts';

const INPUTS = 5;
const QUANTILE = 'histogram_quantile(0.95, sum by (job, le) (rate(traces_span_metrics_duration_seconds_bucket[5m])))';
const VISIBLE_MILLISECONDS = 60_000;
const DELIVERED_MILLISECONDS = 30_000;
/** Services send metrics every 15 s, and a rate needs two samples. */
const MEASURED_MILLISECONDS = 180_000;
const SERVICES = 3;
/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';
const BACKENDS = {
  JAEGER: 'Jaeger',
  PROMETHEUS: 'Prometheus',
  PROFILES: 'profile store',
  LOGS: 'log store',
  ALERTMANAGER: 'Alertmanager',
};

const suite = pagesOfStack();
let traceId: string;
/** Traces with the same root. */
let others: string[];

const open = suite.open.bind(suite);

/** Resolves when Jaeger's API has the trace with at least that many spans. */
function inJaeger(id: string, fewest: number): Promise<void> {
  return eventually(
    async () => {
      const response = await fetch(`${suite.served.urls.jaeger}/api/traces/${id}`);
      const { data } = (await response.json()) as { data: { spans: unknown[] }[] | null };
      return (data?.[0]?.spans.length ?? 0) >= fewest || undefined;
    },
    { what: `trace ${id} to have ${fewest} spans in Jaeger`, timeoutMilliseconds: VISIBLE_MILLISECONDS },
  ).then(() => undefined);
}

test('an empty stack names the command that creates data', async () => {
  for (const path of ['/', '/traces', '/mcp-calls', '/map', '/load']) {
    await using visit = await open(path);
    await visit.page
      .getByText(/^npm run (demo|load -- steady)$/)
      .first()
      .waitFor();
    expect(visit.complaints).toEqual([]);
  }
});

describe('with data', () => {
  beforeAll(async () => {
    const stage = await suite.served.openStage();
    const ids: string[] = [];
    for (let sent = 0; sent < INPUTS; sent += 1) ids.push(await stage.input());
    [traceId, ...others] = ids.reverse() as [string, ...string[]];
    for (const id of ids) await inJaeger(id, 20);
    await hasProfiles(suite.served.urls.console);
  });

  const pages = () => ({
    overview: '/',
    traces: '/traces',
    trace: `/trace/${traceId}`,
    log: `/trace/${traceId}?view=log`,
    statistics: `/trace/${traceId}?view=statistics`,
    graph: `/trace/${traceId}?view=graph`,
    flame: `/trace/${traceId}?view=flame`,
    compare: `/trace/${traceId}?view=compare`,
    'mcp-calls': '/mcp-calls',
    map: '/map',
    metrics: `/metrics-explorer?query=${encodeURIComponent(QUANTILE)}`,
    dashboards: '/dashboards',
    dashboard: '/dashboards/cortex-system-overview',
    profiles: '/profiles',
    'profiles-table': '/profiles?view=table',
    'profiles-sandwich': '/profiles?view=sandwich',
    'profiles-difference': '/profiles?service=core-api&against=service&otherService=memory-service&view=table',
    file: '/file',
  });

  test.each(Object.keys(pages()) as (keyof ReturnType<typeof pages>)[])(
    '%s is accessible, light and dark, wide and narrow',
    async (name) => {
      for (const look of LOOKS) {
        await using visit = await open(pages()[name], look);
        await visit.screenshot(`${name}-${look.colorScheme}-${look.width}`);
        const faults = await visit.accessibilityFaults();
        expect({ look, faults, overflow: await visit.overflow(), complaints: visit.complaints }).toEqual({
          look,
          faults: [],
          overflow: 0,
          complaints: [],
        });
      }
    },
  );

  test.each([768, 1920, 3840])('no page is wider than a window of %d pixels', async (width) => {
    for (const [name, path] of Object.entries(pages())) {
      await using visit = await open(path, { width, colorScheme: 'light' });
      await visit.screenshot(`${name}-light-${width}`);
      expect({ name, overflow: await visit.overflow() }).toEqual({ name, overflow: 0 });
    }
  });

  test('the search of traces takes two lines on a wide screen', async () => {
    await using visit = await open('/traces');
    const labels = visit.page.getByRole('search').locator('label');
    const tops = await labels.evaluateAll((all) => all.map((label) => Math.round(label.getBoundingClientRect().top)));
    expect(new Set(tops).size).toBe(2);
  });

  test('failures and services are distinguished without colours', async () => {
    const failing = await sendHostileTrace(suite.served.urls.collector);
    await inJaeger(failing, 6);
    await using timeline = await open(`/trace/${failing}`);
    await timeline.withoutColours();
    await timeline.page.getByRole('img', { name: '6 spans failed' }).waitFor();
    await timeline.screenshot('failures-without-colours');
    await using flame = await open(`/trace/${failing}?view=flame`);
    await flame.withoutColours();
    await flame.page.getByRole('application').press('ArrowDown');
    await flame.page.getByRole('status').getByText('✖ 1 span failed').waitFor();
    await flame.screenshot('failures-in-flame-without-colours');
    await using ordinary = await open(`/trace/${traceId}`);
    await ordinary.withoutColours();
    await ordinary.screenshot('services-without-colours');
    const { page } = ordinary;
    const patterned = page.locator('.trace-head :is(.service-pattern-1, .service-pattern-2)');
    expect(await patterned.count()).toBeGreaterThan(0);
    expect(await page.locator('.minimap-picture path[fill^="url("]').count()).toBe(await patterned.count());
  });

  test.each([
    ['/', /^Overview · Cortex console$/],
    ['/traces?service=core-api', /^Traces of core-api · Cortex console$/],
    ['/mcp-calls', /^MCP calls · Cortex console$/],
    ['/mcp-calls?server=memory-service', /^memory-service · Cortex console$/],
    ['/map', /^Map · Cortex console$/],
    ['/logs', /^Logs · Cortex console$/],
    ['/alerts', /^Alerts · Cortex console$/],
    ['/dashboards', /^Dashboards · Cortex console$/],
    ['/dashboards/cortex-network', /^Cortex: network · Cortex console$/],
    ['/load', /^Load · Cortex console$/],
    ['/file', /^File · Cortex console$/],
    ['/nowhere', /^No such page · Cortex console$/],
    ['the trace', /^POST \/input, [\d.]+ m?s · Cortex console$/],
  ])('the title of %s describes its content', async (path, title) => {
    const address = path === 'the trace' ? `/trace/${traceId}` : path;
    const page = await suite.browser.newPage();
    try {
      await page.goto(`${suite.served.urls.console}${address}`);
      await eventually(async () => title.test(await page.title()) || undefined, {
        what: `the title of ${address} to match ${title}`,
        timeoutMilliseconds: VISIBLE_MILLISECONDS,
      });
    } finally {
      await page.close();
    }
  });

  test('every finding links to its spans', async () => {
    await using visit = await open(`/trace/${traceId}`);
    const { page } = visit;
    const all = page.getByRole('button', { name: /^All \d+ findings$/ });
    if (await all.isVisible()) await all.click();
    const shows = await page
      .getByRole('region', { name: 'Explanation' })
      .getByRole('button', { name: /^Show / })
      .all();
    expect(shows.length).toBeGreaterThan(0);
    for (const show of shows) {
      await show.click();
      await page.getByRole('region', { name: 'Details of the span' }).waitFor();
      expect(new URL(page.url()).searchParams.get('span')).toMatch(/^"?[0-9a-f]{16}"?$/);
    }
  });

  test('with the keyboard alone: to the trace, through its spans, into the details and back', async () => {
    await using visit = await open('/traces');
    const { page } = visit;
    await tabTo(page, /^POST \/input/);
    await page.keyboard.press('Enter');
    const grid = page.getByRole('treegrid', { name: 'Spans' });
    await grid.waitFor();
    await grid.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const details = page.getByRole('region', { name: 'Details of the span' });
    await details.waitFor();
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
    expect(visit.complaints).toEqual([]);
  });

  test('the map has each MCP call once, and links to the traces of an edge', async () => {
    const edge = (page: Page) => page.getByRole('row', { name: /^core-api memory-service / });
    await eventually(
      async () => {
        await using visit = await open('/map');
        const cells = await edge(visit.page).getByRole('cell').allTextContents();
        const [calls, mcpCalls] = [Number.parseInt(cells[2] ?? '', 10), Number(cells[3])];
        return calls >= INPUTS && calls === mcpCalls ? true : undefined;
      },
      {
        what: `the map to have all calls of memory by core-api, ${INPUTS} at least, as MCP calls`,
        timeoutMilliseconds: VISIBLE_MILLISECONDS,
      },
    );
    await using visit = await open('/map');
    const { page } = visit;
    await edge(page).getByRole('link').first().click();
    await page.waitForURL(/\/traces\?.*service=core-api/);
    expect(new URL(page.url()).searchParams.get('calls')).toBe('memory-service');
    await page.getByRole('link', { name: 'POST /input' }).first().waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test('a trace from a file can be compared with a stored one, and with one from another file', async () => {
    await using visit = await open('/file');
    const { page } = visit;
    await page.getByLabel('Open a trace or a profile').setInputFiles(await fileOf(traceId));
    await page.getByRole('link', { name: 'Compare' }).click();
    const comparison = page.getByRole('region', { name: 'Comparison' });
    await comparison.getByText('Choose what to compare').waitFor();
    const [stored, ofFile] = others as [string, string];
    await comparison.getByLabel('Compare with', { exact: true }).fill(stored);
    await page.keyboard.press('Enter');
    await comparison.getByRole('link', { name: 'POST /input' }).waitFor();
    await comparison.getByLabel('Open a file to compare with').setInputFiles(await fileOf(ofFile));
    await comparison.getByText('core-api POST /input of').waitFor();
    expect(await comparison.getByLabel('Traces of open files').inputValue()).toBe(ofFile);
    expect(await comparison.getByRole('row').count()).toBeGreaterThan(5);
    await visit.screenshot('compare-files-light-1280');
    expect({ faults: await visit.accessibilityFaults(), complaints: visit.complaints }).toEqual({
      faults: [],
      complaints: [],
    });
  });

  test.each(Object.entries(BACKENDS))('without %s each page reports it, the rest works', async (variable, title) => {
    const alone = await ConsoleProcess.start(suite.served.home, { [`CORTEX_CONSOLE_${variable}_URL`]: NOWHERE });
    try {
      const said: string[] = [];
      for (const path of [
        '/',
        '/traces',
        `/trace/${traceId}`,
        '/mcp-calls',
        '/map',
        '/logs',
        '/alerts',
        '/dashboards/cortex-network',
        '/profiles',
      ]) {
        await using visit = await Visit.open(suite.browser, `${alone.url}${path}`);
        expect({ path, complaints: visit.complaints }).toEqual({ path, complaints: [] });
        said.push((await visit.page.locator('main').textContent()) ?? '');
      }
      expect(said.join('\n')).toMatch(new RegExp(`${title} at ${NOWHERE} could not be reached`, 'i'));
      for (const text of said) expect(text.length).toBeGreaterThan(20);
      if (['PROMETHEUS', 'ALERTMANAGER'].includes(variable)) expect(said[0]).not.toMatch(/No alert is firing/);
    } finally {
      await alone.stop();
    }
  });

  test.each(grafanaDashboards())(
    'each panel of $uid shows what Prometheus answers to its queries',
    async (dashboard) => {
      const prometheus = new PrometheusClient(suite.served.urls.prometheus);
      const panels = dashboard.panels.filter(({ type }) => type !== 'row');
      const end = await measuredUntil(prometheus);
      const expected = await ExpectedValues.of(prometheus, dashboard, end);
      await using visit = await open(`/dashboards/${dashboard.uid}?from=${end - QUARTER_MILLISECONDS}&to=${end}`);
      const differences: string[] = [];
      for (const [place, panel] of panels.entries())
        differences.push(...(await differencesOf(visit, panel, place, expected)));
      await visit.screenshot(`dashboard-${dashboard.uid}`);
      expect({ differences, complaints: visit.complaints }).toEqual({ differences: [], complaints: [] });
      const empty = await visit.page.locator('.dashboard-panel', { hasText: 'No data in this time.' }).count();
      expect(empty).toBeLessThan(panels.length / 2);
    },
  );

  test('a dot of a dashboard opens the trace behind a value', async () => {
    await using visit = await open('/dashboards/cortex-system-overview');
    const { page } = visit;
    const panel = page.getByRole('region', { name: 'Latency of spans, with their traces' });
    await panel.scrollIntoViewIfNeeded();
    await panel.getByRole('link', { name: /^◆ trace of the highest/ }).press('Enter');
    await page.waitForURL(/\/trace\/[0-9a-f]{32}/);
    await visit.settled();
    await page.getByRole('treegrid', { name: 'Spans' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test('profiles: with keyboard and mouse through flame graph, table, sandwich and comparison, and back', async () => {
    await using visit = await open('/profiles?service=core-api');
    await walkThroughProfiles(visit);
    expect(visit.complaints).toEqual([]);
  });

  test('the comparison of profiles of two services and times agrees with the store', async () => {
    await using visit = await open('/profiles?service=core-api&view=table');
    const { shown, computed } = await compareTwoRanges(visit, suite.served.urls.profiles);
    expect(shown.length).toBeGreaterThan(3);
    expect(shown).toEqual(computed);
    expect(shown.map(({ selfChange }) => selfChange)).toContainEqual(expect.stringMatching(/^[+−]\d/));
    const { page } = visit;
    expect(await page.getByRole('region', { name: 'Difference' }).locator('p').first().textContent()).toMatch(
      /^This: core-api, .* – .*\. Other: memory-service, .* – .*\./,
    );
    await page.getByRole('link', { name: 'Flame graph', exact: true }).click();
    await page.getByText('++ twice as much or more').waitFor();
    await visit.withoutColours();
    await visit.screenshot('difference-without-colours');
    expect({ faults: await visit.accessibilityFaults(), complaints: visit.complaints }).toEqual({
      faults: [],
      complaints: [],
    });
  });

  test('a profile opens in speedscope, which draws its functions', async () => {
    await using visit = await open('/profiles?service=core-api');
    const { busiest, listed, complaints } = await lookBySpeedscope(visit);
    expect({ listed, complaints }).toEqual({ listed: busiest, complaints: [] });
    expect(visit.complaints).toEqual([]);
  });

  test.each([
    ['service=nobody', /no cpu profile of nobody .* Services that have some: .*core-api/],
    ['service=core-api&type=nothing', /type: .*cpu/],
    ['service=core-api&operation=GET+/nothing', /has no operation GET \/nothing\. It has: /],
  ])('for the unknown profile %s it lists the existing ones', async (query, words) => {
    await using visit = await open(`/profiles?${query}`);
    await visit.page.getByRole('alert').filter({ hasText: words }).waitFor();
  });

  test('hostile text stays text', async () => {
    const hostile = await sendHostileTrace(suite.served.urls.collector);
    await inJaeger(hostile, 6);
    for (const view of ['timeline', 'log', 'statistics', 'graph', 'flame']) {
      await using visit = await open(`/trace/${hostile}?view=${view}&span=0000000000000001`);
      expect({
        view,
        ...(await harmTo(visit)),
        overflow: await visit.overflow(),
        complaints: visit.complaints,
      }).toEqual({ view, ...NO_HARM, overflow: 0, complaints: [] });
    }
  });

  test.each([
    ['f'.repeat(32), /knows no trace/],
    ['not-an-id', /expected a trace id/],
  ])('the trace %s is refused with an explanation', async (id, words) => {
    await using visit = await suite.open(`/trace/${id}`);
    await visit.page.getByRole('alert').filter({ hasText: words }).waitFor();
  });
});

/** The trace in Jaeger's JSON. */
async function fileOf(id: string) {
  const response = await fetch(`${suite.served.urls.jaeger}/api/traces/${id}`);
  return { name: `${id}.json`, mimeType: 'application/json', buffer: Buffer.from(await response.arrayBuffer()) };
}

async function tabTo(page: Page, name: RegExp): Promise<void> {
  const focused = () => page.evaluate('document.activeElement?.textContent ?? ""') as Promise<string>;
  for (let presses = 0; presses < 100; presses += 1) {
    if (name.test(await focused())) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`expected the tab key to lead to ${name}`);
}

/** The end of a range in which everything has arrived, in milliseconds since the epoch: at least a minute after requests of all services. */
function measuredUntil(prometheus: PrometheusClient): Promise<number> {
  return eventually(
    async () => {
      const end = Date.now() - DELIVERED_MILLISECONDS;
      const services = await prometheus.query('count by (job) (rate(http_requests_total[1m] offset 1m))', end);
      return services.length >= SERVICES ? end : undefined;
    },
    { what: 'requests of all services in Prometheus', timeoutMilliseconds: MEASURED_MILLISECONDS },
  );
}
