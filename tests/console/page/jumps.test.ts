import { eventually, readJaegerTrace } from '@cortex/trace-testing';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../platform/browser.ts';
import { ProcessRunner, type StartedProcesses } from '../../platform/process-runner.ts';
import { Stage } from '../stage.ts';
import { Visit } from './visit.ts';

const INPUTS = 5;
const EVIDENCE = { timeoutMilliseconds: 90_000, intervalMilliseconds: 1000 };
const CALL = 'tools/call store_input';

let platform: StartedProcesses;
let browser: Browser;
let traceId: string;
/** The server's side of a call of a tool. */
let spanId: string;

beforeAll(async () => {
  [platform, browser] = await Promise.all([
    new ProcessRunner().start(),
    launchBrowser(AbortSignal.timeout(5 * 60_000)),
  ]);
  const stage = await Stage.open({ urls: platform.urls, home: platform.home, shop: '', kill: () => {} });
  for (let sent = 0; sent < INPUTS; sent += 1) traceId = await stage.input();
  spanId = await eventually(serverSpan, { what: `${CALL} in trace ${traceId}`, ...EVIDENCE });
});

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

async function serverSpan(): Promise<string | undefined> {
  const trace = await readJaegerTrace(platform.urls.jaeger, traceId);
  return trace?.spans.find(({ name, kind }) => name === CALL && kind === 'SERVER')?.spanId;
}

const open = (path: string) => Visit.open(browser, `${platform.urls.console}${path}`);
const details = (page: Page) => page.getByRole('region', { name: 'Details of the span' });
/** Functions, or that calls so short have none. */
const work = (region: Locator) => region.locator('table').or(region.getByText('No profile has samples')).first();
const TOOL_PAGE = '/mcp-calls?server=memory-service&tool=store_input';

/** Opens the page anew until what telemetry brings some seconds later is there. */
function until(path: string, look: (page: Page) => Promise<boolean>): Promise<void> {
  const opened = async () => {
    await using visit = await open(path);
    return (await look(visit.page)) || undefined;
  };
  return eventually(opened, { what: path, ...EVIDENCE }).then(() => undefined);
}

test('from a trace to the metrics of a call in it, at its time', async () => {
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
  await details(page).getByRole('link', { name: 'Others like it' }).click();
  await page.getByRole('link', { name: 'POST /input' }).nth(1).waitFor();
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

test('from the metrics of a tool to its traces, and to where its CPU time goes', async () => {
  const calls = (page: Page) => page.getByTitle('Traces of these calls').first();
  await until(TOOL_PAGE, async (page) => (await calls(page).count()) > 0);
  await using visit = await open(TOOL_PAGE);
  const { page } = visit;
  await work(page.getByRole('region', { name: 'Where its CPU time goes' })).waitFor();
  await calls(page).click();
  await page.waitForURL(/\/traces\?/);
  await page.getByRole('link', { name: 'POST /input' }).first().waitFor();
  expect(visit.complaints).toEqual([]);
});
