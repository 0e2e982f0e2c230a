import { decodeRequest } from '@cortex/test-support';
import { OtlpReceiver } from '@cortex/trace-testing';
import { AppProcess } from '../test-support/app-process.ts';

test('the CPU time of a worker thread is in the profiles of its service, with the span that used it', async () => {
  await using receiver = await OtlpReceiver.start();
  await using app = new AppProcess({
    app: 'worker-thread.ts',
    // One request per thread, however long it takes.
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_SERVICE_NAME: 'sorter',
      CORTEX_PROFILES_INTERVAL: '3600000',
    },
  });
  expect(await app.exit).toEqual({ code: 0, signal: null });
  const requests = receiver.received
    .filter(({ path }) => path === '/v1development/profiles')
    .map(({ body }) => decodeRequest(body));
  expect(requests.map(({ resource }) => resource['service.name'])).toEqual(['sorter', 'sorter']);
  const [, spanId] = /^span (\w+)$/m.exec(app.stdout) ?? [];
  const samples = requests
    .flatMap(({ profiles }) => profiles)
    .filter(({ type }) => type === 'cpu:samples:count')
    .flatMap((profile) => profile.samples)
    .filter(({ stack }) => stack.some(({ name }) => name === 'sortInWorker'));
  expect(new Set(samples.map((sample) => sample.spanId))).toEqual(new Set([spanId]));
  const milliseconds = samples.reduce((sum, { value }) => sum + value, 0) / 1e6;
  expect(milliseconds).toBeGreaterThan(100);
});

test.each(['otlp', 'pyroscope'])(
  'threads that end while they are profiled do not end the process (%s)',
  async (destination) => {
    await using receiver = await OtlpReceiver.start();
    await using app = new AppProcess({
      app: 'ending-threads.ts',
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        PYROSCOPE_URL: receiver.url,
        CORTEX_PROFILES: destination,
        CORTEX_PROFILES_INTERVAL: '300',
      },
    });
    expect(await app.exit).toEqual({ code: 0, signal: null });
    expect(app.stdout).toBe('all have ended\n');
    expect(receiver.received.filter(({ path }) => /profiles|ingest/.test(path)).length).toBeGreaterThan(0);
  },
);
