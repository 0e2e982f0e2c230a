import { type Context, context, ROOT_CONTEXT, SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import { AlwaysOffSampler, InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { ProfilingContextManager } from './context-manager.ts';
import { labelsOf } from './local-root.ts';
import { SpanLabels } from './span-labels.ts';
import { LocalRootProcessor } from './span-processor.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const OTHER_TRACE = '1af7651916cd43dd8448eb211c80319c';

const exporter = new InMemorySpanExporter();
const labels = new SpanLabels((root) => ({ root }));
const spanProcessors = [new LocalRootProcessor(labels), new SimpleSpanProcessor({ exporter })];
const tracer = new TracerProvider({ spanProcessors }).getTracer('test');

beforeAll(() => context.setGlobalContextManager(new ProfilingContextManager(labels)));
afterAll(() => context.disable());
beforeEach(() => exporter.reset());

test('a span with a remote parent is a local root, and its children belong to it', () => {
  const server = start('server', remote(TRACE));
  const child = start('child', server);
  expect(labels.rootOf(server)?.spanId).toBe(idOf(server));
  expect(labels.rootOf(child)).toBe(labels.rootOf(server));
});

test('only the local root carries the profile id', () => {
  const server = start('server', remote(TRACE));
  const child = start('child', server);
  trace.getSpan(child)?.end();
  trace.getSpan(server)?.end();
  const ids = exporter.getFinishedSpans().map(({ name, attributes }) => [name, attributes['pyroscope.profile.id']]);
  expect(ids).toEqual([
    ['child', undefined],
    ['server', idOf(server)],
  ]);
});

test('a message with a parent of its own belongs to the HTTP request that carries it, and names its tool', () => {
  const http = start('http', remote(TRACE));
  context.with(http, () => {
    const message = tracer.startSpan(
      'tools/call',
      { kind: SpanKind.SERVER, attributes: { 'gen_ai.tool.name': 'recall' } },
      remote(TRACE),
    );
    expect(labels.rootOf(trace.setSpan(ROOT_CONTEXT, message))?.spanId).toBe(idOf(http));
  });
  trace.getSpan(http)?.setAttribute('http.route', '/mcp');
  const root = labels.rootOf(http);
  expect(root && labelsOf(root)).toEqual({ endpoint: '/mcp', tool: 'recall' });
});

test('a message of a trace other than that of the ambient request is a local root', () => {
  context.with(start('stale', remote(OTHER_TRACE)), () => {
    const message = start('tools/call', remote(TRACE));
    expect(labels.rootOf(message)?.spanId).toBe(idOf(message));
  });
});

test('a span that is not sampled has no local root', () => {
  const unsampled = new TracerProvider({ spanProcessors, sampler: new AlwaysOffSampler() }).getTracer('test');
  const span = unsampled.startSpan('server', {}, ROOT_CONTEXT);
  expect(labels.rootOf(trace.setSpan(ROOT_CONTEXT, span))).toBeUndefined();
});

test('entering a context again changes nothing for the profiler', () => {
  const server = start('server', remote(TRACE));
  context.with(server, () => {
    const stored = labels.store.getStore();
    expect(stored).toMatchObject({ root: labels.rootOf(server) });
    context.with(server, () => expect(labels.store.getStore()).toBe(stored));
  });
});

test('a child is labelled with the root of its parent, and code sees the same context objects that it entered', () => {
  const server = start('server', remote(TRACE));
  const child = start('child', server);
  context.with(server, () => {
    context.with(child, () => {
      expect(labels.store.getStore()).toMatchObject({ root: labels.rootOf(server) });
      expect(context.active()).toBe(child);
    });
    expect(context.active()).toBe(server);
  });
});

test('the label follows asynchronous continuations, and ends with the context', async () => {
  const server = start('server', remote(TRACE));
  await context.with(server, async () => {
    await Promise.resolve();
    expect(labels.store.getStore()).toMatchObject({ root: labels.rootOf(server) });
    context.with(ROOT_CONTEXT, () => expect(labels.store.getStore()).toBe(ROOT_CONTEXT));
  });
  expect(labels.store.getStore()).toBeUndefined();
});

test('an attached context is active and labelled until it is disposed of', () => {
  const server = start('server', remote(TRACE));
  const attached = context.attach(server);
  expect(context.active()).toBe(server);
  expect(labels.store.getStore()).toMatchObject({ root: labels.rootOf(server) });
  attached.dispose();
  expect(context.active()).toBe(ROOT_CONTEXT);
});

function start(name: string, parent: Context): Context {
  return trace.setSpan(parent, tracer.startSpan(name, { kind: SpanKind.SERVER }, parent));
}

function idOf(of: Context): string | undefined {
  return trace.getSpanContext(of)?.spanId;
}

function remote(traceId: string): Context {
  const spanContext = { traceId, spanId: 'b7ad6b7169203331', traceFlags: TraceFlags.SAMPLED, isRemote: true };
  return trace.setSpanContext(ROOT_CONTEXT, spanContext);
}
