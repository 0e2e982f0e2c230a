import { OtlpReceiver, plainAttributes } from '@cortex/trace-testing';
import { AppProcess } from '../test-support/app-process.ts';

async function run(): Promise<OtlpReceiver> {
  await using receiver = await OtlpReceiver.start();
  // In NODE_OPTIONS they apply to every thread; pino starts its thread without the options of the command line.
  const NODE_OPTIONS = '--conditions=cortex-source --import @cortex/telemetry/register';
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, NODE_OPTIONS };
  await using app = new AppProcess({ app: 'threads.ts', env });
  expect(await app.exit).toEqual({ code: 0, signal: null });
  expect(app.stderr).toBe('');
  expect(app.stdout).toContain('all have ended');
  expect(app.stdout).toContain('telemetry in the transport: false');
  return receiver;
}

/** The names of the metrics of each thread that exports any. */
function metricsByInstance({ bodies }: OtlpReceiver): string[][] {
  const names = new Map<unknown, string[]>();
  for (const { resource, scopeMetrics } of bodies.flatMap(({ resourceMetrics = [] }) => resourceMetrics)) {
    const { 'service.instance.id': instance } = plainAttributes(resource.attributes);
    const sent = scopeMetrics.flatMap(({ metrics }) => metrics.map(({ name }) => name));
    names.set(instance, [...(names.get(instance) ?? []), ...sent]);
  }
  return [...names.values()];
}

test('threads of the application have their own spans and metrics, those of pino none; only the main thread reports what the process uses', async () => {
  const receiver = await run();
  expect(receiver.spans.map(({ name }) => name)).toEqual(['job', 'job']);
  const instances = metricsByInstance(receiver);
  const withMetric = (name: string) => instances.filter((names) => names.includes(name)).length;
  expect(withMetric('jobs')).toBe(2);
  expect(withMetric('v8js.memory.heap.used')).toBe(3);
  for (const name of [
    'process.cpu.time',
    'process_cpu_seconds_total',
    'process.memory.usage',
    'process_resident_memory_bytes',
    'process.unix.file_descriptor.count',
    'process.unix.file_descriptor.limit',
    'process.disk.io',
    'threadpool_wait_seconds',
  ])
    expect({ name, instances: withMetric(name) }).toEqual({ name, instances: 1 });
});
