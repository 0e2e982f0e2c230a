import { OtlpReceiver, plainAttributes } from '@cortex/trace-testing';
import { AppProcess } from '../test-support/app-process.ts';

test('log records of libraries with their own copy of @opentelemetry/api-logs arrive, in the trace of their span', async () => {
  await using receiver = await OtlpReceiver.start();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, CORTEX_PROFILES: 'off' };
  await using app = new AppProcess({ app: 'earlier-logs.ts', env });
  expect(await app.exit).toEqual({ code: 0, signal: null });
  const [work] = receiver.spans;
  expect(receiver.logs).toHaveLength(1);
  expect(receiver.logs[0]).toMatchObject({ body: { stringValue: 'hello' }, severityNumber: 9, traceId: work?.traceId });
  expect(plainAttributes(receiver.logs[0]?.attributes ?? [])).toEqual({ order: 7 });
  expect(app.stdout).toBe('another version: undefined\n');
});
