import { eventually } from '@cortex/trace-testing';
import { PrometheusClient } from '../../platform/prometheus.ts';
import { ConsoleProcess } from './console-process.ts';
import { HOSTILE_TEXT, harmTo, NO_HARM } from './hostile-text.ts';
import { pagesOfStack } from './page-suite.ts';
import { LOOKS, type Look, Visit } from './visit.ts';

const NOWHERE = 'http://127.0.0.1:9';

const suite = pagesOfStack();

beforeAll(async () => {
  await untilMeasured('up{job="core-api"}');
  await fire([
    {
      labels: { alertname: 'ServiceDown', severity: 'critical', job: 'core-api', service: 'core-api' },
      annotations: { summary: 'core-api does not answer', runbook_url: 'deploy/prometheus/runbooks.md#servicedown' },
    },
    {
      labels: { alertname: HOSTILE_TEXT, severity: HOSTILE_TEXT, job: HOSTILE_TEXT },
      annotations: { summary: HOSTILE_TEXT, description: HOSTILE_TEXT, runbook_url: 'javascript:window.taken=1' },
    },
  ]);
});

/** Resolves once the expression has data, because the page requests the graph of an opened alert only once. */
function untilMeasured(expression: string): Promise<number> {
  const prometheus = new PrometheusClient(suite.served.urls.prometheus);
  const ask = async () => (await prometheus.query(expression)).length || undefined;
  return eventually(ask, { what: expression, timeoutMilliseconds: 60_000 });
}

async function fire(alerts: object[]): Promise<void> {
  const response = await fetch(`${suite.served.urls.alertmanager}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts.map((alert) => ({ startsAt: new Date().toISOString(), ...alert }))),
  });
  if (!response.ok) throw new Error(`Alertmanager answered ${response.status}: ${await response.text()}`);
}

const open = (look?: Look) => suite.open('/alerts', look);
const section = ({ page }: Visit, name: string) => page.getByRole('region', { name, exact: true });
const card = (visit: Visit, name: string) =>
  section(visit, name).getByRole('listitem').filter({ hasText: 'ServiceDown' });

test('an alert has its graph with the threshold, its runbook, and links to each signal', async () => {
  await using visit = await open();
  await card(visit, 'Firing')
    .getByRole('button', { name: /ServiceDown/ })
    .press('Enter');
  await visit.page.getByRole('img', { name: /the threshold is 0$/ }).waitFor();
  await card(visit, 'Firing').getByText('runbook').waitFor();
  const addresses = await Promise.all(
    ['Traces', 'Metrics', 'Log lines', 'Profile'].map((name) =>
      card(visit, 'Firing')
        .getByRole('link', { name: `${name} of core-api` })
        .getAttribute('href'),
    ),
  );
  expect(addresses).toEqual([
    expect.stringMatching(/^\/traces\?.*service=core-api/),
    expect.stringMatching(/^\/metrics-explorer\?.*core-api/),
    expect.stringMatching(/^\/logs\?.*service=core-api/),
    expect.stringMatching(/^\/profiles\?.*service=core-api/),
  ]);
  await visit.page.reload();
  await visit.page.getByRole('img', { name: /the threshold is 0$/ }).waitFor();
  expect(visit.complaints).toEqual([]);
});

test('can be silenced for a while with a reason, and the silence ended again', async () => {
  await using visit = await open();
  const { page } = visit;
  await card(visit, 'Firing')
    .getByRole('button', { name: /ServiceDown/ })
    .click();
  const form = page.getByRole('form', { name: 'Silence this alert' });
  expect(await form.getByRole('button', { name: 'Silence' }).isDisabled()).toBe(true);
  await form.getByLabel('Why it is silenced').fill('known, a deployment');
  await form.getByLabel('For').selectOption('15 minutes');
  await form.getByRole('button', { name: 'Silence' }).press('Enter');
  await section(visit, 'Silences').getByText('known, a deployment').first().waitFor();
  await card(visit, 'Silenced or suppressed').waitFor();
  await section(visit, 'Silences').getByRole('button', { name: 'End the silence of known, a deployment' }).click();
  await card(visit, 'Firing').waitFor();
  await section(visit, 'Silences').getByText('No silences.').waitFor();
  expect(visit.complaints).toEqual([]);
});

test('notifications and sources of alerts link to pages of the console', async () => {
  const notified = `${suite.served.urls.console}/alerts/#/alerts?receiver=webhook`;
  const source = `${suite.served.urls.console}/graph?${new URLSearchParams({ 'g0.expr': 'up{job="core-api"} == 1', 'g0.tab': '1' })}`;
  await using alerts = await Visit.open(suite.browser, notified);
  await card(alerts, 'Firing').waitFor();
  await using metrics = await Visit.open(suite.browser, source);
  const series = metrics.page.getByRole('table', { name: 'Series' }).getByRole('row');
  await series.filter({ hasText: 'job="core-api"' }).waitFor();
  expect(new URL(metrics.page.url()).pathname).toBe('/metrics-explorer');
  expect([...alerts.complaints, ...metrics.complaints]).toEqual([]);
});

test('a notification is a line in the log store that states what is wrong, for every alert', async () => {
  const search = new URLSearchParams({ service: 'alertmanager' });
  const messages = await eventually(
    async () => {
      const response = await fetch(`${suite.served.urls.console}/api/logs?${search}`);
      const { lines = [] } = (await response.json()) as { lines?: { message: string; severity: string }[] };
      return lines.length > 1 ? lines.map(({ severity, message }) => `${severity} ${message}`) : undefined;
    },
    { what: 'notifications in the log store', timeoutMilliseconds: 60_000 },
  );
  expect(messages).toContain('critical ServiceDown is firing: core-api does not answer');
  expect(messages.filter((message) => message.includes('window.taken'))).toEqual([
    expect.stringMatching(/ is firing: /),
  ]);
});

test.each([
  ['ALERTMANAGER', 'Alertmanager'],
  ['PROMETHEUS', 'Prometheus'],
])('without %s the page reports it', async (variable, title) => {
  const alone = await ConsoleProcess.start(suite.served.home, { [`CORTEX_CONSOLE_${variable}_URL`]: NOWHERE });
  try {
    await using visit = await Visit.open(suite.browser, `${alone.url}/alerts`);
    await visit.page.getByText(`${title} at ${NOWHERE} could not be reached`).first().waitFor();
    expect(visit.complaints).toEqual([]);
  } finally {
    await alone.stop();
  }
});

test.each(LOOKS)('is accessible, and hostile text stays text: %j', async (look) => {
  await using visit = await open(look);
  const { page, complaints } = visit;
  await section(visit, 'Firing')
    .getByRole('button', { name: /window\.taken/ })
    .click();
  await page.getByText('Prometheus has no rule of this name').waitFor();
  await visit.screenshot(`alerts-hostile-${look.colorScheme}-${look.width}`);
  const found = {
    ...(await harmTo(visit)),
    scripts: await page.locator('main a[href^="javascript"]').count(),
  };
  await card(visit, 'Firing')
    .getByRole('button', { name: /ServiceDown/ })
    .click();
  await page.getByRole('img', { name: /the threshold is 0$/ }).waitFor();
  await visit.screenshot(`alerts-${look.colorScheme}-${look.width}`);
  expect({
    ...found,
    faults: await visit.accessibilityFaults(),
    overflow: await visit.overflow(),
    complaints,
  }).toEqual({ ...NO_HARM, scripts: 0, faults: [], overflow: 0, complaints: [] });
});
