import { eventually, OtlpReceiver } from '@cortex/trace-testing';
import { METRIC_TELEMETRY_HEAP_GROWTH, METRIC_TELEMETRY_HEAP_RETAINED } from '../contract.ts';
import { AppProcess } from '../test-support/app-process.ts';

const MEGABYTE = 2 ** 20;

function valuesOf(receiver: OtlpReceiver, name: string): number[] {
  const points = receiver.metrics
    .filter((metric) => metric.name === name)
    .flatMap(({ gauge }) => gauge?.dataPoints ?? []);
  return points.map(({ asInt, asDouble }) => Number(asInt ?? asDouble));
}

test('the heap in use after major collections is a metric of the process; its first seconds are not a leak', async () => {
  await using receiver = await OtlpReceiver.start();
  await using _ = new AppProcess({
    app: 'keeping.ts',
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_METRIC_EXPORT_INTERVAL: '200',
      OTEL_METRIC_EXPORT_TIMEOUT: '200',
    },
  });
  await eventually(
    () => {
      const values = valuesOf(receiver, METRIC_TELEMETRY_HEAP_RETAINED);
      return (values.at(-1) ?? 0) - (values[0] ?? 0) > 15 * MEGABYTE || undefined;
    },
    { what: 'the heap to have grown' },
  );
  expect(new Set(valuesOf(receiver, METRIC_TELEMETRY_HEAP_GROWTH))).toEqual(new Set([0]));
});
