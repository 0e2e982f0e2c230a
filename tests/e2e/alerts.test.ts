import { eventually } from '@cortex/trace-testing';
import { z } from 'zod';
import { hastenAlerts } from '../platform/hasten-alerts.ts';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';
import { PrometheusClient } from '../platform/prometheus.ts';
import { type Notification, openWebhook, type Webhook } from '../platform/webhook.ts';

const HANGING = 'cognition-service';

let webhook: Webhook;
let platform: StartedProcesses;

beforeAll(async () => {
  webhook = await openWebhook();
  platform = await new ProcessRunner({ env: { CORTEX_ALERT_WEBHOOK_URL: webhook.url } }).start();
  await hastenAlerts(platform);
});

afterAll(async () => {
  await platform?.stop();
  await webhook?.[Symbol.asyncDispose]();
});

const held = z.array(z.object({ labels: z.record(z.string(), z.string()), status: z.object({ state: z.string() }) }));

/** Sends alerts to Alertmanager like Prometheus, and checks that it sends no notification. */
async function expectHeldBack(alerts: Record<string, string>[]): Promise<void> {
  const url = `${platform.urls.alertmanager}/api/v2/alerts`;
  const told = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts.map((labels) => ({ labels }))),
  });
  expect(told.status).toBe(200);
  await eventually(
    async () => {
      const suppressed = held
        .parse(await (await fetch(url)).json())
        .filter(({ status }) => status.state === 'suppressed');
      const names = suppressed.map(({ labels }) => labels.alertname);
      return alerts.every(({ alertname }) => names.includes(alertname)) || undefined;
    },
    { what: `Alertmanager to hold back ${alerts.map(({ alertname }) => alertname)}` },
  );
}

/** Prometheus and Alertmanager have no pages here, so links must lead to the console. */
async function expectToLeadToConsole({ externalURL, alerts }: Notification): Promise<void> {
  const { console } = platform.urls;
  const [source = ''] = alerts.map(({ generatorURL }) => generatorURL);
  expect(externalURL).toBe(`${console}/alerts`);
  expect(source).toMatch(new RegExp(`^${console}/graph\\?g0\\.expr=up`));
  for (const link of [externalURL, source]) {
    const { status, headers } = await fetch(link);
    expect([link, status, headers.get('content-type')]).toEqual([link, 200, 'text/html; charset=utf-8']);
  }
}

test('for a hanging service one alert with its runbook arrives at the webhook, and none of the consequences', async () => {
  const pid = platform.pidOf(HANGING);
  process.kill(pid, 'SIGSTOP');
  try {
    const sent = await eventually(
      async () => webhook.notifications.find(({ groupLabels }) => groupLabels.alertname === 'ServiceDown'),
      { what: 'a notification of ServiceDown', timeoutMilliseconds: 60_000 },
    );
    expect(sent).toMatchObject({
      status: 'firing',
      groupLabels: { job: HANGING },
      alerts: [
        {
          labels: { severity: 'critical', service: HANGING },
          annotations: {
            summary: `Service ${HANGING} is down`,
            runbook_url: 'deploy/prometheus/runbooks.md#servicedown',
          },
        },
      ],
    });
    await expectToLeadToConsole(sent);
    await expectHeldBack([
      { alertname: 'HighLatency', severity: 'warning', job: HANGING },
      { alertname: 'CircuitBreakerOpen', severity: 'warning', job: 'core-api', service: HANGING },
    ]);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
});

const now = () => `${Date.now()}000000`;

function requestOf(service: string, metrics: object[]): RequestInit {
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: service } }] };
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }] }),
  };
}

function counter(name: string, points: { asInt: string; timeUnixNano: string }[], aggregationTemporality = 2): object {
  return { name, sum: { aggregationTemporality, isMonotonic: true, dataPoints: points } };
}

test("one sender's bad metrics affect no samples of others, are answered with 400, counted and reported", async () => {
  const prometheus = new PrometheusClient(platform.urls.prometheus);
  const send = (request: RequestInit) => fetch(`${platform.urls.collector}/v1/metrics`, request);
  const time = now();
  const hoursAgo = `${Date.now() - 3 * 3_600_000}000000`;
  const twice = [
    { asInt: '1', timeUnixNano: time },
    { asInt: '2', timeUnixNano: time },
  ];
  // The exporter merges what arrives within a fifth of a second into one request.
  const answers = await Promise.all([
    send(requestOf('honest', [counter('honest_ticks', [{ asInt: '7', timeUnixNano: time }])])),
    send(requestOf('stranger', [counter('old', [{ asInt: '1', timeUnixNano: hoursAgo }])])),
    send(requestOf('stranger', [counter('unspecified', [{ asInt: '1', timeUnixNano: time }], 0)])),
    send(requestOf('stranger', [counter('twice', twice)])),
    send(requestOf('stranger', [counter('delta', [{ asInt: '3', timeUnixNano: time }], 1)])),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 400, 400, 200, 200]);
  expect(await answers[1]?.text()).toContain('1 of stranger (such as \\"old\\"): it is too old');
  const kept = await eventually(
    async () => {
      const samples = await prometheus.query('{job=~"honest|stranger"}');
      return samples.length >= 3 ? samples : undefined;
    },
    { what: 'the three good samples in Prometheus' },
  );
  expect(Object.fromEntries(kept.map(({ labels, value }) => [labels.__name__, value]))).toEqual({
    honest_ticks_total: 7,
    twice_total: 1,
    delta_total: 3,
  });
  // A Collector that has just started reports only continuing losses.
  const told = await eventually(
    async () => {
      await send(requestOf('stranger', [counter('old', [{ asInt: '1', timeUnixNano: hoursAgo }])]));
      await send(requestOf('stranger', [counter('unspecified', [{ asInt: '1', timeUnixNano: now() }], 0)]));
      return webhook.notifications.find(
        ({ groupLabels, alerts }) => groupLabels.alertname === 'MetricPointsRefused' && alerts.length > 1,
      );
    },
    { what: 'a notification of MetricPointsRefused for two reasons', timeoutMilliseconds: 60_000 },
  );
  expect(told.alerts.map(({ labels }) => labels)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ sender: 'stranger', reason: 'too_old' }),
      expect.objectContaining({ sender: 'stranger', reason: 'temporality' }),
    ]),
  );
});
