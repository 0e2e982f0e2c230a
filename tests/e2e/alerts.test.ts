import { z } from 'zod';
import { eventually } from '../platform/eventually.ts';
import { hastenAlerts } from '../platform/hasten-alerts.ts';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';
import { openWebhook, type Webhook } from '../platform/webhook.ts';

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

/** Tells Alertmanager of alerts, as Prometheus does, and sees that it keeps them to itself. */
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

test('of a service that hangs, one alert with its runbook arrives at the webhook, and none of what follows', async () => {
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
    await expectHeldBack([
      { alertname: 'HighLatency', severity: 'warning', job: HANGING },
      { alertname: 'CircuitBreakerOpen', severity: 'warning', job: 'core-api', service: HANGING },
    ]);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
});
