import { startTraceHarness } from '@cortex/trace-testing';
import { context, ROOT_CONTEXT, type SpanContext, TraceFlags, trace } from '@opentelemetry/api';
import { BatchProcessor } from './batch-processor.ts';

const harness = startTraceHarness();
const tracer = trace.getTracer('tests');

beforeEach(() => harness.reset());
afterAll(() => harness.stop());

function inserting(process: () => void = () => {}) {
  return new BatchProcessor<string, string>({
    queue: 'store_input',
    process: async (items) => {
      tracer.startSpan('insert').end();
      process();
      return items.map((value) => ({ status: 'fulfilled', value }));
    },
  });
}

/** Adds an item within a span of the same name. */
function store(batches: BatchProcessor<string, string>, name: string): Promise<void> {
  return tracer.startActiveSpan(name, async (span) => {
    await batches.add(name).finally(() => span.end());
  });
}

const spanNamed = (name: string) => {
  const found = harness.traces().flatMap(({ spans }) => spans.find((span) => span.name === name) ?? []);
  if (found[0] === undefined) throw new Error(`expected a span ${name}, there is none`);
  return found[0];
};
const linkTo = (name: string) => ({ traceId: spanNamed(name).traceId, spanId: spanNamed(name).spanId });

const unsampled: SpanContext = { traceId: '1'.repeat(32), spanId: '1'.repeat(16), traceFlags: TraceFlags.NONE };

test('a batch is a span in the trace of its first item, linked to and from the others', async () => {
  const batches = inserting();
  await Promise.all(['first', 'second', 'third'].map((name) => store(batches, name)));
  expect(spanNamed('insert').parentSpanId).toBe(spanNamed('batch store_input').spanId);
  expect(spanNamed('batch store_input')).toMatchObject({
    parentSpanId: spanNamed('first').spanId,
    attributes: { queue: 'store_input', 'batch.size': 3 },
    links: [linkTo('second'), linkTo('third')],
  });
  const toBatch = [linkTo('batch store_input')];
  expect(['first', 'second', 'third'].map((name) => spanNamed(name).links)).toEqual([[], toBatch, toBatch]);
});

test('a batch of one item is in the trace of that item, without a span of its own', async () => {
  await store(inserting(), 'first');
  expect(spanNamed('insert').parentSpanId).toBe(spanNamed('first').spanId);
});

test('a batch whose first item is not sampled is in the trace of the first one that is', async () => {
  const batches = inserting();
  const first = context.with(trace.setSpanContext(ROOT_CONTEXT, unsampled), () => batches.add('first'));
  await Promise.all([first, store(batches, 'second')]);
  expect(spanNamed('insert').traceId).toBe(spanNamed('second').traceId);
  expect(spanNamed('batch store_input')).toMatchObject({ parentSpanId: spanNamed('second').spanId, links: [] });
});

test('the span of a batch that fails as a whole has the error', async () => {
  const batches = inserting(() => {
    throw new TypeError('no');
  });
  await Promise.allSettled([store(batches, 'first'), store(batches, 'second')]);
  expect(spanNamed('batch store_input')).toMatchObject({ status: 'ERROR', attributes: { 'error.type': 'TypeError' } });
});

test('items record how long they waited for a batch, and how long a shared batch took', async () => {
  const batches = inserting(() => {
    const started = performance.now();
    while (performance.now() - started < 3);
  });
  const [first, second] = [store(batches, 'first'), store(batches, 'second')];
  const started = performance.now();
  while (performance.now() - started < 3);
  await Promise.all([first, second]);
  const reasons = (name: string) => spanNamed(name).events.map(({ attributes }) => attributes['wait.reason']);
  expect([reasons('first'), reasons('second')]).toEqual([['batch'], ['batch', 'shared_work']]);
});
