import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HOSTILE_TEXT, harmTo, NO_HARM } from './hostile-text.ts';
import { pagesOfConsole } from './page-suite.ts';
import { LOOKS, type Look, type Visit } from './visit.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const QUANTILE = 'histogram_quantile(0.95, rate(seconds_bucket[5m]))';
const WRONG = 'sum(';
const MANY = 'many';
const HOUR_SECONDS = 3600;
const END_SECONDS = Date.UTC(2026, 0, 1) / 1000;

/** A Prometheus with the answers that the pages need. */
const suite = pagesOfConsole(async (resources) => {
  const prometheus = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const form = new URLSearchParams(body);
    const isWrong = form.get('query') === WRONG;
    response.statusCode = isWrong ? 400 : 200;
    response.end(
      JSON.stringify(
        isWrong ? { status: 'error', error: `parse error ${HOSTILE_TEXT}` } : answer(request.url ?? '', form),
      ),
    );
  }).listen(0, '127.0.0.1');
  resources.defer(() => void prometheus.close());
  await once(prometheus, 'listening');
  const { port } = prometheus.address() as AddressInfo;
  return { CORTEX_CONSOLE_PROMETHEUS_URL: `http://127.0.0.1:${port}` };
});

/** Answers like Prometheus: two series of quantiles with an exemplar, or very many. */
function answer(path: string, form: URLSearchParams): unknown {
  const end = Number(form.get('end'));
  if (path.startsWith('/api/v1/label/__name__'))
    return { data: ['seconds_bucket', 'shop_requests_total', HOSTILE_TEXT] };
  if (path.startsWith('/api/v1/label')) return { data: ['job', HOSTILE_TEXT] };
  if (path === '/api/v1/query_exemplars') {
    const exemplars = [
      { labels: { trace_id: TRACE, span_id: 'b7ad6b7169203331' }, value: '0.6', timestamp: end - HOUR_SECONDS / 2 },
    ];
    return { data: [{ seriesLabels: { job: HOSTILE_TEXT }, exemplars }] };
  }
  const jobs =
    form.get('query') === MANY ? Array.from({ length: 60 }, (_, index) => `job ${index}`) : ['shop', HOSTILE_TEXT];
  const seconds = Array.from({ length: 60 }, (_, index) => end - HOUR_SECONDS + index * 60);
  const result = jobs.map((job, index) => ({
    metric: { job },
    values: seconds.map((at, step) => [at, step === 30 ? 'NaN' : String(0.1 * (index + 1) + step / 500)]),
  }));
  return { data: { result } };
}

const open = (search: string, look?: Look) => suite.open(`/metrics-explorer${search}`, look);
const asked = (query: string) =>
  `?query=${encodeURIComponent(query)}&from=${(END_SECONDS - HOUR_SECONDS) * 1000}&to=${END_SECONDS * 1000}`;
const rows = (visit: Visit) => visit.page.getByRole('table', { name: 'Series' }).locator('tbody tr');
const editor = (visit: Visit) => visit.page.getByRole('textbox', { name: 'PromQL' });

test('completes names, and runs a query with the keyboard, which is then in the URL', async () => {
  await using visit = await open('');
  const { page } = visit;
  await editor(visit).focus();
  await page.keyboard.type('shop_req');
  await page.getByRole('option', { name: /shop_requests_total/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await rows(visit).first().waitFor();
  expect(new URL(page.url()).searchParams.get('query')).toBe('shop_req');
  expect(visit.complaints).toEqual([]);
});

test('underlines a mistake before the query is sent', async () => {
  await using visit = await open('');
  await editor(visit).focus();
  await visit.page.keyboard.type('rate(up)');
  await visit.page.locator('.cm-lintRange-error').first().waitFor();
  expect(visit.complaints).toEqual([]);
});

test('shows why Prometheus refuses a query', async () => {
  await using visit = await open(asked(WRONG));
  const said = await visit.page.getByRole('alert').textContent();
  expect(said).toContain('answered 400: parse error <img');
  expect(said).not.toContain('{');
});

test('a dot opens the trace behind a value', async () => {
  await using visit = await open(asked(QUANTILE));
  const { page } = visit;
  await page.locator('.exemplar-dot').click();
  await page.waitForURL(`**/trace/${TRACE}?**span=**`);
  await page.goBack();
  await page.getByRole('table', { name: 'Exemplars' }).getByRole('link').press('Enter');
  await page.waitForURL(`**/trace/${TRACE}?**span=**`);
});

test('dragging over the graph zooms to that time, and Back returns', async () => {
  await using visit = await open(asked(QUANTILE));
  const { page } = visit;
  const box = await page.locator('.u-over').boundingBox();
  if (box === null) throw new Error('expected a graph');
  const y = box.y + 20;
  await page.mouse.move(box.x + box.width * 0.25, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.4, y, { steps: 5 });
  await page.mouse.up();
  const before = (END_SECONDS - HOUR_SECONDS) * 1000;
  await page.waitForURL((url) => Number(url.searchParams.get('from')) > before);
  await page.goBack();
  await page.waitForURL((url) => Number(url.searchParams.get('from')) === before);
  expect(visit.complaints).toEqual([]);
});

test('reports when series are left out', async () => {
  await using visit = await open(asked(MANY));
  await visit.page.getByText('There are more series; 50 are shown.').waitFor();
  expect(await rows(visit).count()).toBe(50);
});

test.each(LOOKS)('is accessible, and hostile text stays text: %j', async (look) => {
  for (const [name, search] of [
    ['empty', ''],
    ['found', asked(QUANTILE)],
  ] as const) {
    await using visit = await open(search, look);
    const { page, complaints } = visit;
    if (name === 'found') await page.locator('.exemplar-dot').waitFor();
    await editor(visit).waitFor();
    await visit.screenshot(`metrics-${name}-${look.colorScheme}-${look.width}`);
    expect({
      ...(await harmTo(visit)),
      faults: await visit.accessibilityFaults(),
      overflow: await visit.overflow(),
      complaints,
    }).toEqual({ ...NO_HARM, faults: [], overflow: 0, complaints: [] });
  }
});
