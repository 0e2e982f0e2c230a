import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OtlpReceiver, plainAttributes } from '@cortex/trace-testing';

test('a program that npx starts under NODE_OPTIONS has telemetry, npx itself has none', async () => {
  await using receiver = await OtlpReceiver.start();
  const env = {
    ...process.env,
    NODE_OPTIONS: '--conditions=cortex-source --import @cortex/telemetry/register',
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    npm_config_update_notifier: 'false',
  };
  const command = `node ${join('src/test-support/apps', 'one-span.ts')}`;
  const run = promisify(execFile)('npx', ['--offline', '--call', command], {
    cwd: join(import.meta.dirname, '..'),
    env,
  });
  await expect(run).rejects.toMatchObject({ code: 7 });
  expect(receiver.spans.map(({ name }) => name)).toEqual(['only']);
  const resources = receiver.bodies.flatMap(({ resourceMetrics = [] }) =>
    resourceMetrics.map(({ resource }) => resource),
  );
  const instances = resources.map(({ attributes }) => plainAttributes(attributes)['service.instance.id']);
  expect(new Set(instances).size).toBe(1);
});
