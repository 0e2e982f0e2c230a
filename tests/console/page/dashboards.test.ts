import { once } from 'node:events';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@cortex/trace-testing';
import { HOSTILE_TEXT, harmTo, NO_HARM } from './hostile-text.ts';
import { pagesOfConsole } from './page-suite.ts';
import { LOOKS, type Look, type Visit } from './visit.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const HOUR_SECONDS = 3600;
const END_SECONDS = Date.UTC(2026, 0, 1) / 1000;
const LIMITED = {
  unit: 's',
  thresholds: {
    steps: [
      { color: 'green', value: null },
      { color: 'red', value: 0.5 },
    ],
  },
  custom: { thresholdsStyle: { mode: 'dashed' } },
};

/** The queries that Prometheus received. */
let questions: string[];

const suite = pagesOfConsole(async (resources) => {
  const home = resources.use(await mkdtempDisposable(join(tmpdir(), 'dashboards-page-')));
  for (const [file, dashboard] of Object.entries(dashboards()))
    await writeFile(join(home.path, file), JSON.stringify(dashboard));
  await writeFile(join(home.path, `${HOSTILE_TEXT.replaceAll('/', '')}.json`), '{');
  const prometheus = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://prometheus');
    const form = new URLSearchParams([...searchParams, ...new URLSearchParams(body)]);
    questions.push(form.get('query') ?? pathname);
    const isWrong = form.get('query') === 'wrong';
    response.statusCode = isWrong ? 400 : 200;
    response.end(JSON.stringify(isWrong ? { status: 'error', error: HOSTILE_TEXT } : answer(pathname, form)));
  }).listen(0, '127.0.0.1');
  resources.defer(() => void prometheus.close());
  await once(prometheus, 'listening');
  const { port } = prometheus.address() as AddressInfo;
  return { CORTEX_CONSOLE_PROMETHEUS_URL: `http://127.0.0.1:${port}`, CORTEX_CONSOLE_DASHBOARDS: home.path };
});

beforeEach(() => {
  questions = [];
});

/** A dashboard with a panel of each type, including hostile and careless ones, and one that it links to. */
function dashboards() {
  const panel = (type: string, title: string, more: object = {}) => ({
    type,
    title,
    description: `About ${HOSTILE_TEXT}.`,
    gridPos: { w: 8, h: 8 },
    targets: [
      { refId: 'A', expr: `${type}{job=~"$service"}`, legendFormat: '{{job}}', instant: type !== 'timeseries' },
    ],
    fieldConfig: { defaults: LIMITED },
    ...more,
  });
  const query = (expr: string, more: object = {}) => ({ targets: [{ refId: 'A', expr, ...more }] });
  const variable = {
    name: 'service',
    label: 'Service',
    query: 'label_values(up, job)',
    multi: true,
    includeAll: true,
    current: { value: '$__all' },
  };
  const links = [
    { title: 'All', type: 'dashboards', tags: ['shop'] },
    { title: 'Alerts', type: 'link', url: 'http://127.0.0.1:3001/alerts' },
    { title: 'Elsewhere', type: 'link', url: 'https://elsewhere.example/' },
    { title: 'Script', type: 'link', url: 'javascript:window.taken=1' },
  ];
  const panels = [
    panel('row', HOSTILE_TEXT),
    panel('timeseries', 'Lines', query('lines{job=~"$service"}', { legendFormat: '{{job}}', exemplar: true })),
    panel('stat', 'Figures'),
    panel('gauge', 'Gauges'),
    panel('bargauge', 'Bars'),
    panel('table', 'Table'),
    panel('heatmap', 'Heat', { ...query('heat', { exemplar: true }), options: { yAxis: { unit: 's' } } }),
    panel('piechart', 'Pie'),
    panel('timeseries', 'Refused', query('wrong')),
    panel('timeseries', 'Nothing', query('nothing')),
    ...Array.from({ length: 12 }, (_, index) => panel('stat', `Stat ${index}`)),
    panel('stat', 'Far below', query('far_below', { instant: true })),
  ];
  const templating = { list: [variable] };
  return {
    'shop.json': {
      uid: 'shop',
      title: 'Shop',
      tags: ['shop'],
      description: HOSTILE_TEXT,
      templating,
      links,
      panels,
      refresh: '5s',
      time: { from: 'now-30m', to: 'now' },
    },
    'cart.json': { uid: 'cart', title: 'Cart', tags: ['shop'], panels: [] },
  };
}

/** Answers like Prometheus: two series with an exemplar, buckets, or nothing. */
function answer(path: string, form: URLSearchParams): unknown {
  const [query, end] = [form.get('query') ?? '', Number(form.get('end') ?? END_SECONDS)];
  if (path.startsWith('/api/v1/label')) return { data: ['shop', HOSTILE_TEXT] };
  const seconds = Array.from({ length: 60 }, (_, index) => end - HOUR_SECONDS + (index + 1) * 60);
  if (path === '/api/v1/query_exemplars') {
    const exemplars = [{ labels: { trace_id: TRACE }, value: '0.6', timestamp: seconds[30] }];
    return { data: [{ seriesLabels: { job: HOSTILE_TEXT }, exemplars }] };
  }
  if (query === 'nothing') return { data: { result: [] } };
  const buckets = query === 'heat' ? ['0.1', '0.5', '1', '+Inf'] : [undefined, undefined];
  const result = buckets.map((le, index) => ({
    metric: { job: index === 0 ? 'shop' : HOSTILE_TEXT, ...(le !== undefined && { le }) },
    value: [end, String(0.3 * (index + 1))],
    values: seconds.map((at, step) => [at, step === 40 ? 'NaN' : String(0.3 * (index + 1) + step / 1000)]),
  }));
  return { data: { result } };
}

const TIME = `from=${(END_SECONDS - HOUR_SECONDS) * 1000}&to=${END_SECONDS * 1000}`;
const open = (path = `/shop?${TIME}`, look?: Look) => suite.open(`/dashboards${path}`, look);
const panelOf = ({ page }: Visit, name: string) => page.getByRole('region', { name, exact: true });

test('lists the dashboards and the files that are not, and links to one', async () => {
  await using visit = await open('');
  const { page } = visit;
  expect(await page.getByRole('region', { name: 'Files that cannot be read' }).getByRole('listitem').count()).toBe(1);
  await page.getByRole('link', { name: 'Shop' }).press('Enter');
  await page.getByRole('heading', { name: 'Shop', level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/dashboards/shop');
  expect(await harmTo(visit)).toEqual(NO_HARM);
});

test('a console without a folder explains how to set it', async () => {
  await using visit = await open('');
  const { page } = visit;
  await page.route('**/api/dashboards', (route) => route.fulfill({ json: {} }));
  await page.reload();
  await page.getByText('CORTEX_CONSOLE_DASHBOARDS').waitFor();
  expect(await visit.accessibilityFaults()).toEqual([]);
});

test('an unknown dashboard is refused with an explanation, and a link to the others', async () => {
  await using visit = await open('/gone');
  const { page } = visit;
  await page.getByRole('alert').filter({ hasText: 'There is no dashboard "gone".' }).waitFor();
  await page.getByRole('link', { name: 'All dashboards' }).click();
  await page.getByRole('link', { name: 'Cart' }).waitFor();
});

test('draws each type of panel, with signs on values above their limits', async () => {
  await using visit = await open();
  const { page } = visit;
  const text = async (name: string) => {
    const panel = panelOf(visit, name);
    await panel.scrollIntoViewIfNeeded();
    await panel.locator('.dashboard-drawn, .warned, .failure').first().waitFor();
    return panel.textContent();
  };
  expect(await text('Lines')).toMatch(/shop 359 ms.*659 ms.*limit 500 ms/);
  for (const name of ['Figures', 'Gauges', 'Bars']) expect(await text(name)).toMatch(/✔ 300 ms.*✖ 600 ms/);
  expect(await text('Table')).toMatch(/shop300 ms/);
  expect(await text('Heat')).toMatch(/the darkest 0\.3/);
  expect(await text('Pie')).toMatch(/⚠ A panel of the type piechart cannot be drawn here/);
  expect(await text('Refused')).toMatch(/answered 400: <img/);
  expect(await text('Nothing')).toMatch(/No data in this time/);
  expect(await page.locator('.dashboard-heat rect').count()).toBeGreaterThan(50);
  expect({ ...(await harmTo(visit)), complaints: visit.complaints }).toEqual({ ...NO_HARM, complaints: [] });
});

test('queries a panel once it comes into view', async () => {
  await using visit = await open();
  await panelOf(visit, 'Figures').locator('.dashboard-drawn').waitFor();
  expect(questions).not.toContain('far_below');
  await panelOf(visit, 'Far below').scrollIntoViewIfNeeded();
  await panelOf(visit, 'Far below').locator('.dashboard-drawn').waitFor();
  expect(questions).toContain('far_below');
});

test('refreshes at its own interval, but not with a fixed time range', async () => {
  await using visit = await open('/shop');
  await panelOf(visit, 'Figures').locator('.dashboard-drawn').waitFor();
  const asked = visit.page.waitForResponse((response) => response.url().includes('/api/metric-values'));
  expect((await asked).status()).toBe(200);
  await visit.page.getByLabel('Refresh').selectOption('off');
  await visit.page.waitForURL(({ searchParams }) => searchParams.get('refresh') === 'off');
  await using past = await open();
  expect(await past.page.getByLabel('Refresh').isDisabled()).toBe(true);
});

test('opens with its own time range, unless another is chosen', async () => {
  await using visit = await open('/shop');
  const { page } = visit;
  const time = page.getByLabel('Time');
  const chosen = () => time.evaluate((select) => (select as unknown as { value: string }).value);
  await panelOf(visit, 'Figures').locator('.dashboard-drawn').waitFor();
  expect([await chosen(), new URL(page.url()).searchParams.get('last')]).toEqual(['30m', '30m']);
  await time.selectOption('1h');
  await page.waitForURL(({ searchParams }) => searchParams.get('last') === '1h');
  await page.reload();
  await panelOf(visit, 'Figures').locator('.dashboard-drawn').waitFor();
  expect(await chosen()).toBe('1h');
  await page.goBack();
  await page.waitForURL(({ searchParams }) => searchParams.get('last') === '30m');
});

test('a choice is in the URL, replaces the variable, and Back returns', async () => {
  await using visit = await open();
  const { page } = visit;
  await panelOf(visit, 'Figures').locator('.dashboard-drawn').waitFor();
  await page.getByLabel('Service').selectOption(['shop']);
  await page.waitForURL(({ searchParams }) => searchParams.get('vars') === '{"service":["shop"]}');
  await eventually(() => questions.includes('stat{job=~"shop"}') || undefined, {
    what: 'a query of the chosen service',
  });
  await page.reload();
  expect(await page.getByLabel('Service').evaluate((select) => (select as unknown as { value: string }).value)).toBe(
    'shop',
  );
  await page.goBack();
  await page.waitForURL(({ searchParams }) => !searchParams.has('vars'));
});

test('links to other dashboards, to pages of the console and elsewhere, never to a script', async () => {
  await using visit = await open();
  const links = visit.page.getByRole('navigation', { name: 'Links of the dashboard' }).getByRole('link');
  const led = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(led.map((href) => href?.replace(/\?.*/, ''))).toEqual([
    '/dashboards/cart',
    '/alerts',
    'https://elsewhere.example/',
  ]);
});

test('a dot, and the highest with the keyboard, opens the trace; a letter opens the query', async () => {
  await using visit = await open();
  const { page } = visit;
  for (const name of ['Lines', 'Heat']) {
    const panel = panelOf(visit, name);
    await panel.scrollIntoViewIfNeeded();
    await panel.locator('.exemplar-dot').click();
    await page.waitForURL(`**/trace/${TRACE}?**`);
    await page.goBack();
    await panel.getByRole('link', { name: '◆ trace of the highest, 600 ms' }).press('Enter');
    await page.waitForURL(`**/trace/${TRACE}?**`);
    await page.goBack();
  }
  await page.getByRole('link', { name: 'Query A of Lines' }).click();
  await page.waitForURL('**/metrics-explorer?**');
  const { searchParams } = new URL(page.url());
  expect(searchParams.get('query')).toMatch(/^lines\{job=~"\(shop\|/);
  expect(searchParams.get('to')).toBe(String(END_SECONDS * 1000));
});

test('dragging over a graph zooms all panels to that time', async () => {
  await using visit = await open();
  const { page } = visit;
  const over = panelOf(visit, 'Lines').locator('.u-over');
  await over.scrollIntoViewIfNeeded();
  const box = await over.boundingBox();
  if (box === null) throw new Error('expected a graph');
  await page.mouse.move(box.x + box.width * 0.1, box.y + box.height - 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height - 10, { steps: 5 });
  await page.mouse.up();
  await page.waitForURL(({ searchParams }) => Number(searchParams.get('from')) > (END_SECONDS - HOUR_SECONDS) * 1000);
  expect(visit.complaints).toEqual([]);
});

test.each(LOOKS)('is accessible, and hostile text stays text: %j', async (look) => {
  for (const [name, path] of [
    ['list', ''],
    ['one', `/shop?${TIME}`],
  ] as const) {
    await using visit = await open(path, look);
    await visit.screenshot(`dashboards-${name}-${look.colorScheme}-${look.width}`);
    expect({
      ...(await harmTo(visit)),
      faults: await visit.accessibilityFaults(),
      overflow: await visit.overflow(),
      complaints: visit.complaints,
    }).toEqual({ ...NO_HARM, faults: [], overflow: 0, complaints: [] });
  }
});
