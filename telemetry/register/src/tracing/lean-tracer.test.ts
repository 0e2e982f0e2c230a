import { jest } from '@jest/globals';
import {
  type Attributes,
  type HrTime,
  type Link,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { suppressTracing, TraceState } from '@opentelemetry/core';
import {
  AlwaysOffSampler,
  InMemorySpanExporter,
  ParentBasedSampler,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
  type TracerProviderOptions,
} from '@opentelemetry/sdk-trace';
import { LeanSpan } from './lean-span.ts';
import { useLeanTracers } from './use-lean-tracers.ts';

const REMOTE = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', isRemote: true };
const SAMPLED = trace.setSpanContext(ROOT_CONTEXT, {
  ...REMOTE,
  traceFlags: TraceFlags.SAMPLED,
  traceState: new TraceState('a=1'),
});
const UNSAMPLED = trace.setSpanContext(ROOT_CONTEXT, { ...REMOTE, traceFlags: TraceFlags.NONE });
const INVALID = trace.setSpanContext(ROOT_CONTEXT, { ...REMOTE, spanId: 'no', traceFlags: TraceFlags.SAMPLED });
const NEVER = new ParentBasedSampler({ root: new AlwaysOffSampler() });
const TIGHT = {
  attributeCountLimit: 3,
  attributeValueLengthLimit: 5,
  eventCountLimit: 2,
  linkCountLimit: 2,
  attributePerEventCountLimit: 1,
  attributePerLinkCountLimit: 1,
};
const MANY = { a: 1, b: 'long text', c: true, d: [1, 'long text'], e: 5 };
// As an application in JavaScript may have them.
const ODD = {
  a: undefined,
  '': 1,
  c: Symbol('c'),
  d: { nested: ['x'] },
  e: null,
  f: new Date(),
} as unknown as Attributes;

type Work = (tracer: Tracer) => void;

function spansOf(work: Work, lean: boolean, options: TracerProviderOptions): ReadableSpan[] {
  const exporter = new InMemorySpanExporter();
  let count = 0;
  const provider = new TracerProvider({
    ...options,
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
    idGenerator: {
      generateTraceId: () => 'c'.repeat(32),
      generateSpanId: () => String(++count).padStart(16, '0'),
    },
  });
  if (lean) useLeanTracers(provider);
  work(provider.getTracer('test', '1.2.3'));
  return exporter.getFinishedSpans();
}

/** All that an exporter reads; times only where the work states them. */
function exported(span: ReadableSpan) {
  const { name, kind, status, attributes, links, resource, instrumentationScope, ended, parentSpanContext } = span;
  const { droppedAttributesCount, droppedEventsCount, droppedLinksCount, startTime, endTime, duration } = span;
  const stated = startTime[0] < 100 ? { startTime, endTime, duration } : {};
  const events = span.events.map(({ time, ...event }) => ({ ...event, ...(time[0] < 100 && { time }) }));
  const dropped = { droppedAttributesCount, droppedEventsCount, droppedLinksCount };
  const scope = { resource: resource.attributes, instrumentationScope };
  const spanContext = { ...span.spanContext(), traceState: span.spanContext().traceState?.serialize() };
  return {
    name,
    kind,
    status,
    attributes,
    links,
    events,
    ended,
    parentSpanContext,
    spanContext,
    ...dropped,
    ...scope,
    ...stated,
  };
}

const works: [string, Work, TracerProviderOptions?][] = [
  ['a span of nothing', (tracer) => tracer.startSpan('x').end()],
  ['what it starts with', (tracer) => tracer.startSpan('x', { kind: SpanKind.CLIENT, attributes: MANY }).end()],
  ['odd attributes', (tracer) => tracer.startSpan('x', { attributes: ODD }).setAttributes(ODD).end()],
  [
    'attributes beyond the limits',
    (tracer) => tracer.startSpan('x', { attributes: MANY }).end(),
    { spanLimits: TIGHT },
  ],
  [
    'attributes set beyond the limits',
    (tracer) => tracer.startSpan('x').setAttributes(MANY).setAttribute('b', 'other text').end(),
    { spanLimits: TIGHT },
  ],
  [
    'one attribute too many',
    (tracer) =>
      tracer
        .startSpan('x', { attributes: { a: 1, b: 2 } })
        .setAttributes({ b: 3, c: 4, d: 5 })
        .end(),
    { spanLimits: { attributeCountLimit: 3 } },
  ],
  ['its name', (tracer) => tracer.startSpan('x').updateName('y').end()],
  [
    'stated times',
    (tracer) =>
      tracer
        .startSpan('x', { startTime: [10, 5] })
        .addEvent('e', [11, 0])
        .end([12, 4]),
  ],
  ['an end before its start', (tracer) => tracer.startSpan('x', { startTime: [10, 5] }).end([9, 0])],
  ['dates', (tracer) => tracer.startSpan('x', { startTime: new Date(10_500) }).end(new Date(12_000))],
  ['a sampled remote parent', (tracer) => tracer.startSpan('x', {}, SAMPLED).end()],
  ['a remote parent that is not sampled', (tracer) => tracer.startSpan('x', {}, UNSAMPLED).end()],
  ['a parent that is none', (tracer) => tracer.startSpan('x', {}, INVALID).end()],
  ['no parent wanted', (tracer) => tracer.startSpan('x', { root: true }, SAMPLED).end()],
  ['suppressed', (tracer) => tracer.startSpan('x', {}, suppressTracing(SAMPLED)).end()],
  ['a sampler that drops roots', (tracer) => tracer.startSpan('x').end(), { sampler: NEVER }],
  ['a local parent', (tracer) => tracer.startSpan('y', {}, trace.setSpan(SAMPLED, tracer.startSpan('x'))).end()],
  [
    'a local parent that is not sampled',
    (tracer) => tracer.startSpan('y', {}, trace.setSpan(ROOT_CONTEXT, tracer.startSpan('x'))).end(),
    { sampler: NEVER },
  ],
  [
    'links',
    (tracer) =>
      tracer
        .startSpan('x', { links: linked(1) })
        .addLinks(linked(2))
        .addLink(linked(1)[0])
        .end(),
  ],
  ['links beyond the limits', (tracer) => tracer.startSpan('x', { links: linked(3) }).end(), { spanLimits: TIGHT }],
  ['events', (tracer) => tracer.startSpan('x').addEvent('e', MANY, [11, 0]).addEvent('f').addEvent('g', MANY).end()],
  [
    'events beyond the limits',
    (tracer) => tracer.startSpan('x').addEvent('e', MANY).addEvent('f').addEvent('g', MANY).end(),
    { spanLimits: TIGHT },
  ],
  ['an exception', (tracer) => thrown(tracer, Object.assign(new TypeError('no'), { code: 'E1', stack: 'at x' }))],
  ['an exception that is a string', (tracer) => thrown(tracer, 'no')],
  ['an exception that says nothing', (tracer) => thrown(tracer, {} as Error)],
  ['a failure', (tracer) => tracer.startSpan('x').setStatus({ code: SpanStatusCode.ERROR, message: 'no' }).end()],
  [
    'a status that is final',
    (tracer) =>
      tracer.startSpan('x').setStatus({ code: SpanStatusCode.OK }).setStatus({ code: SpanStatusCode.ERROR }).end(),
  ],
  ['changes after its end', (tracer) => ended(tracer).setAttribute('a', 1).addEvent('e').updateName('z').end()],
  ['active spans', (tracer) => tracer.startActiveSpan('x', (span) => span.end())],
  ['active spans with all', (tracer) => tracer.startActiveSpan('x', { kind: 2 }, SAMPLED, (span) => span.end())],
];

// What an application in JavaScript may pass, and the SDK takes.
const untyped = (tracer: Tracer) =>
  tracer as unknown as Record<'startSpan' | 'startActiveSpan', (...args: unknown[]) => Span>;
const ends = (span: Span) => span.end();

const untypedWorks: [string, Work, TracerProviderOptions?][] = [
  ['attributes that are null', (tracer) => untyped(tracer).startSpan('x', { attributes: null }).end()],
  ['attributes that are a text', (tracer) => untyped(tracer).startSpan('x', { attributes: 'abc' }).end()],
  ['links that are null', (tracer) => untyped(tracer).startSpan('x', { links: null }).end()],
  ['a kind that is null', (tracer) => untyped(tracer).startSpan('x', { kind: null }).end()],
  ['a start that is null', (tracer) => untyped(tracer).startSpan('x', { startTime: null }).end()],
  ['a start that is no time', (tracer) => untyped(tracer).startSpan('x', { startTime: 'now' }).end([12, 4])],
  [
    'no attributes to set',
    (tracer) =>
      tracer
        .startSpan('x')
        .setAttributes(null as unknown as Attributes)
        .end(),
  ],
  ['no exception', (tracer) => thrown(tracer, null as unknown as string)],
  ['active spans without options', (tracer) => untyped(tracer).startActiveSpan('x', undefined, ends)],
  ['active spans without a context', (tracer) => untyped(tracer).startActiveSpan('x', {}, null, ends)],
  ['active spans without work', (tracer) => untyped(tracer).startActiveSpan('x')],
];

test.each([...works, ...untypedWorks])('%s: exported as from the SDK', (_, work, options = {}) => {
  expect(spansOf(work, true, options).map(exported)).toEqual(spansOf(work, false, options).map(exported));
});

test('a span lasts as long as it took, from the time of its start', () => {
  const before = Date.now();
  const [span] = spansOf(
    (tracer) => {
      const started = tracer.startSpan('x');
      while (Date.now() < before + 5);
      started.end();
    },
    true,
    {},
  );
  expect(span).toBeInstanceOf(LeanSpan);
  const [seconds = 0, nanoseconds = 0] = span?.startTime ?? [];
  expect(seconds * 1000 + nanoseconds / 1e6).toBeGreaterThanOrEqual(before);
  expect(span?.duration[1]).toBeGreaterThan(3e6);
});

test('a span lies within its parent, whatever sets the clock meanwhile', () => {
  const wall = jest.spyOn(Date, 'now');
  const [child, parent] = spansOf(
    (tracer) => {
      const outer = tracer.startSpan('parent');
      wall.mockReturnValue(0);
      const inner = tracer.startSpan('child', {}, trace.setSpan(ROOT_CONTEXT, outer));
      inner.addEvent('event');
      inner.end();
      outer.end();
    },
    true,
    {},
  );
  wall.mockRestore();
  const event = child?.events[0]?.time;
  const times = [parent?.startTime, child?.startTime, event, child?.endTime, parent?.endTime].map(nanoseconds);
  expect(times).toEqual(times.toSorted((a, b) => Number(a - b)));
});

test('a time that the caller states leaves the other as precise', () => {
  const [span] = spansOf((tracer) => tracer.startSpan('x', { startTime: performance.now() }).end(), true, {});
  expect(nanoseconds(span?.startTime)).toBeLessThanOrEqual(nanoseconds(span?.endTime));
});

const LARGE = {
  infinite: Number.POSITIVE_INFINITY,
  none: Number.NaN,
  large: 1e21,
  whole: -(2 ** 63),
  list: [1, 1e300],
  n: 2 ** 62,
};
const TOLD = {
  infinite: 'Infinity',
  none: 'NaN',
  large: '1e+21',
  whole: String(-(2 ** 63)),
  list: [1, '1e+300'],
  n: 2 ** 62,
};

test('numbers that OTLP cannot tell are texts, since the Collector refuses all spans that come with one', () => {
  const [span] = spansOf(
    (tracer) => {
      const links = linked(1).map((link) => ({ ...link, attributes: LARGE }));
      tracer.startSpan('x', { attributes: LARGE, links }).setAttribute('set', 1e21).addEvent('e', LARGE).end();
    },
    true,
    {},
  );
  expect(span?.attributes).toEqual({ ...TOLD, set: '1e+21' });
  expect(span?.events[0]?.attributes).toEqual(TOLD);
  expect(span?.links[0]?.attributes).toEqual(TOLD);
});

test('a tracer is the same for the same name', () => {
  const provider = new TracerProvider();
  useLeanTracers(provider);
  expect(provider.getTracer('a')).toBe(provider.getTracer('a'));
  expect(provider.getTracer('a')).not.toBe(provider.getTracer('b'));
});

function nanoseconds([seconds, fraction]: HrTime = [0, 0]): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction);
}

function linked(count: number): [Link, ...Link[]] {
  const link = { context: { ...REMOTE, traceFlags: TraceFlags.SAMPLED }, attributes: MANY };
  return [link, ...Array.from({ length: count - 1 }, () => link)];
}

function thrown(tracer: Tracer, exception: Error | string): void {
  const span = tracer.startSpan('x');
  span.recordException(exception);
  span.end();
}

function ended(tracer: Tracer): Span {
  const span = tracer.startSpan('x');
  span.end();
  return span;
}
