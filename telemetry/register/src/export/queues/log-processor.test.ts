import { InMemoryLogRecordExporter, LoggerProvider } from '@opentelemetry/sdk-logs';
import { CountingLogProcessor } from './log-processor.ts';

afterEach(() => {
  delete process.env.OTEL_BLRP_MAX_QUEUE_SIZE;
  delete process.env.OTEL_BLRP_MAX_EXPORT_BATCH_SIZE;
});

function emitting() {
  const exporter = new InMemoryLogRecordExporter();
  const processor = new CountingLogProcessor(exporter);
  const logger = new LoggerProvider({ processors: [processor] }).getLogger('test');
  return {
    processor,
    emit: (...bodies: string[]) => {
      for (const body of bodies) logger.emit({ body });
    },
    exported: () => exporter.getFinishedLogRecords().map(({ body }) => body),
  };
}

test('queued records are exported before the hand-over returns, each once', () => {
  const { processor, emit, exported } = emitting();
  emit('one', 'two');
  processor.handOver();
  expect(exported()).toEqual(['one', 'two']);
  processor.handOver();
  expect(exported()).toEqual(['one', 'two']);
});

test('records that a flush has exported are not handed over again, later ones are', async () => {
  const { processor, emit, exported } = emitting();
  emit('one', 'two');
  await processor.forceFlush();
  emit('three');
  processor.handOver();
  expect(exported()).toEqual(['one', 'two', 'three']);
});

test('records that a flush has yet to export are handed over', () => {
  process.env.OTEL_BLRP_MAX_EXPORT_BATCH_SIZE = '2';
  const { processor, emit, exported } = emitting();
  emit('one', 'two', 'three');
  void processor.forceFlush();
  processor.handOver();
  expect(exported()).toEqual(['one', 'two', 'three']);
});

test('records that the full queue drops are not handed over', () => {
  process.env.OTEL_BLRP_MAX_QUEUE_SIZE = '2';
  const { processor, emit, exported } = emitting();
  emit('one', 'two', 'three');
  processor.handOver();
  expect(exported()).toEqual(['one', 'two']);
});
