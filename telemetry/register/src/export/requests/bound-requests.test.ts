import { OtlpReceiver } from '@cortex/trace-testing';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { logExporter } from '../logs.ts';
import { OutageReport } from '../outages/outage-report.ts';
import { traceExporter } from '../traces.ts';
import { tooLargeItems } from './too-large-items.ts';

const LIMIT = 16 * 1024 * 1024;
const PROMPT = 'p'.repeat(60_000);
const TOO_LARGE = 'p'.repeat(LIMIT);

let receiver: OtlpReceiver;

beforeEach(async () => {
  receiver = await OtlpReceiver.start();
  receiver.maxBytes = LIMIT;
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = receiver.url;
  Object.assign(tooLargeItems, { traces: 0, logs: 0 });
});

afterEach(async () => {
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  delete process.env.OTEL_EXPORTER_OTLP_PROTOCOL;
  await receiver[Symbol.asyncDispose]();
});

async function exportSpans(prompts: string[]): Promise<ExportResultCode> {
  const made = new InMemorySpanExporter();
  const tracer = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: made })] }).getTracer(
    'test',
  );
  for (const [index, prompt] of prompts.entries()) tracer.startSpan(`span ${index}`, { attributes: { prompt } }).end();
  return outcome(traceExporter(new OutageReport()), made.getFinishedSpans());
}

async function exportRecords(bodies: string[]): Promise<ExportResultCode> {
  const made = new InMemoryLogRecordExporter();
  const logger = new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter: made })] }).getLogger(
    'test',
  );
  for (const body of bodies) logger.emit({ body });
  return outcome(logExporter(new OutageReport()), made.getFinishedLogRecords());
}

interface Exporter<Item> {
  export(items: Item[], done: (result: ExportResult) => void): void;
  shutdown(): Promise<void>;
}

async function outcome<Item>(exporter: Exporter<Item> | undefined, items: Item[]): Promise<ExportResultCode> {
  const { code } = await new Promise<ExportResult>((resolve) => exporter?.export(items, resolve));
  await exporter?.shutdown();
  return code;
}

const prompts = Array.from({ length: 512 }, () => PROMPT);

test('512 spans of 60 KB arrive at a receiver with a limit of 16 MiB, each once', async () => {
  expect(await exportSpans(prompts)).toBe(ExportResultCode.SUCCESS);
  const names = receiver.spans.map(({ name }) => name);
  expect({ refused: receiver.refused, spans: names.length, different: new Set(names).size }).toEqual({
    refused: 0,
    spans: 512,
    different: 512,
  });
});

test('so they do as protobuf', async () => {
  process.env.OTEL_EXPORTER_OTLP_PROTOCOL = 'http/protobuf';
  expect(await exportSpans(prompts)).toBe(ExportResultCode.SUCCESS);
  expect({ refused: receiver.refused, requests: receiver.received.length }).toEqual({ refused: 0, requests: 2 });
});

test('so do log records', async () => {
  expect(await exportRecords(prompts)).toBe(ExportResultCode.SUCCESS);
  expect({ refused: receiver.refused, records: receiver.logs.length }).toEqual({ refused: 0, records: 512 });
});

test.each([
  ['traces', exportSpans, () => receiver.spans.length],
  ['logs', exportRecords, () => receiver.logs.length],
] as const)(
  'an item of %s that is too large by itself is dropped and counted, and the others arrive',
  async (signal, send, arrived) => {
    expect(await send(['before', TOO_LARGE, 'after'])).toBe(ExportResultCode.SUCCESS);
    expect({ refused: receiver.refused, arrived: arrived(), dropped: tooLargeItems[signal] }).toEqual({
      refused: 0,
      arrived: 2,
      dropped: 1,
    });
  },
);

test('a batch of ordinary size is one request', async () => {
  await exportSpans(['one', 'two', 'three']);
  expect(receiver.received).toHaveLength(1);
});

test('when a half fails, the batch fails', async () => {
  receiver.behaviour = 'refuse';
  expect(await exportSpans(prompts)).toBe(ExportResultCode.FAILED);
});
