import { type Attributes, type SpanContext, TraceFlags } from '@opentelemetry/api';
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { LogNumbersAsText, SpanNumbersAsText } from './numbers-as-text.ts';

const GIVEN = {
  infinite: Number.POSITIVE_INFINITY,
  none: Number.NaN,
  large: 1e21,
  whole: -(2 ** 63),
  list: [1, 1e300],
  n: 2 ** 62,
  text: 'Infinity',
};
const SENT = {
  infinite: 'Infinity',
  none: 'NaN',
  large: '1e+21',
  whole: String(-(2 ** 63)),
  list: [1, '1e+300'],
  n: 2 ** 62,
  text: 'Infinity',
};
const REMOTE: SpanContext = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceFlags: TraceFlags.SAMPLED,
};

test('in spans, their events and their links, numbers that cannot be represented become strings', () => {
  const exporter = new InMemorySpanExporter();
  const tracer = new TracerProvider({
    spanProcessors: [new SpanNumbersAsText(), new SimpleSpanProcessor({ exporter })],
  }).getTracer('test');
  const attributes = { ...GIVEN, nested: { deep: [Number.NaN] }, bytes: new Uint8Array([1]) };
  const span = tracer.startSpan('x', { attributes, links: [{ context: REMOTE, attributes: GIVEN }] });
  span.setAttribute('set', 1e21).addEvent('e', GIVEN).addEvent('without').end();
  const [exported] = exporter.getFinishedSpans();
  expect(exported?.attributes).toEqual({
    ...SENT,
    nested: { deep: ['NaN'] },
    bytes: new Uint8Array([1]),
    set: '1e+21',
  });
  expect(exported?.events[0]?.attributes).toEqual(SENT);
  expect(exported?.links[0]?.attributes).toEqual(SENT);
  expect(attributes.nested).toEqual({ deep: [Number.NaN] });
});

test('so they do in log records and their bodies', () => {
  const exporter = new InMemoryLogRecordExporter();
  const logger = new LoggerProvider({
    processors: [new LogNumbersAsText(), new SimpleLogRecordProcessor({ exporter })],
  }).getLogger('test');
  logger.emit({ body: { cost: 1e21, id: 2n ** 64n } as unknown as Attributes, attributes: GIVEN });
  logger.emit({ body: 'a text', attributes: { of: [{ whole: 2 ** 64, time: 1.8e18 }] } });
  expect(exporter.getFinishedLogRecords().map(({ body, attributes }) => ({ body, attributes }))).toEqual([
    { body: { cost: '1e+21', id: String(2n ** 64n) }, attributes: SENT },
    { body: 'a text', attributes: { of: [{ whole: String(2 ** 64), time: 1.8e18 }] } },
  ]);
});
