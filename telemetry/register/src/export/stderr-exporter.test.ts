import { OtlpReceiver } from '@cortex/trace-testing';
import { AppProcess } from '../test-support/app-process.ts';

const CONSOLE = { OTEL_TRACES_EXPORTER: 'console', OTEL_METRICS_EXPORTER: 'console', OTEL_LOGS_EXPORTER: 'console' };

test('console exporters write to standard error, because standard output belongs to the application', async () => {
  await using app = new AppProcess({ app: 'silent-work.ts', env: { ...CONSOLE, CORTEX_PROFILES: 'off' } });
  expect(await app.exit).toEqual({ code: 0, signal: null });
  expect(app.stdout).toBe('');
  for (const printed of [/name: 'work'/, /name: 'app\.work'/, /body: 'work done'/]) expect(app.stderr).toMatch(printed);
});

test('messages of every level go to standard error', async () => {
  await using receiver = await OtlpReceiver.start();
  await using app = new AppProcess({
    app: 'silent-work.ts',
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_LOG_LEVEL: 'verbose', CORTEX_PROFILES: 'off' },
  });
  expect(await app.exit).toEqual({ code: 0, signal: null });
  expect(app.stdout).toBe('');
  expect(app.stderr).toContain('items to be sent');
});
