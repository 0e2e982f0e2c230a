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

test('of a service that hangs, the alert with its runbook arrives at the webhook', async () => {
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
  } finally {
    process.kill(pid, 'SIGCONT');
  }
});
