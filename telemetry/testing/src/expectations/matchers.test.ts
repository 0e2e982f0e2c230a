import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { startTraceHarness, type TraceHarness, traceMatchers } from '../index.ts';
import type { ExpectedSpan, Trace } from '../traces/types.ts';

expect.extend(traceMatchers);

let harness: TraceHarness;
beforeEach(() => {
  harness = startTraceHarness({ serviceName: 'shop' });
});
afterEach(() => harness.stop());

/** order > (charge, pack→link to charge > label) */
function recordOrder(): Trace {
  const tracer = trace.getTracer('test');
  tracer.startActiveSpan('order', { kind: SpanKind.SERVER, attributes: { 'order.id': 'o-1' } }, (order) => {
    const charge = tracer.startSpan('charge', { kind: SpanKind.CLIENT });
    charge.setStatus({ code: SpanStatusCode.ERROR });
    charge.end();
    const pack = tracer.startSpan('pack', { links: [{ context: charge.spanContext() }] });
    tracer.startSpan('label', {}, trace.setSpan(context.active(), pack)).end();
    pack.end();
    order.end();
  });
  return harness.traces()[0] as Trace;
}

const failureOf = (assertion: () => void): string => {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the assertion passed');
};

test('a part of the tree is contained, with siblings in any order', () => {
  expect(recordOrder()).toContainTrace({
    name: 'order',
    kind: 'SERVER',
    service: 'shop',
    attributes: { 'order.id': expect.stringMatching(/^o-/), 'order.total': undefined },
    children: [
      { name: /^pa/, links: [{ name: 'charge', kind: 'CLIENT' }] },
      { name: 'charge', status: 'ERROR' },
    ],
  });
});

test('a regular expression with the flag g matches each time', () => {
  const tree = recordOrder();
  const expected = { name: /ord/g };
  for (const _ of [1, 2, 3]) expect(tree).toContainTrace(expected);
});

test('a subtree is found below the root', () => {
  expect(recordOrder()).toContainTrace({ name: 'pack', children: [{ name: 'label' }] });
});

test('two equal expectations need two spans', () => {
  expect(recordOrder()).not.toContainTrace({ name: 'order', children: [{ name: 'charge' }, { name: 'charge' }] });
});

test('a greedy first choice does not hide a possible assignment', () => {
  expect(recordOrder()).toContainTrace({ name: 'order', children: [{}, { name: 'charge' }] });
});

test('the exact tree has no other span and keeps the order', () => {
  const order = recordOrder();
  const charge = { name: 'charge' };
  const pack = { name: 'pack', links: [charge], children: [{ name: 'label' }] };
  expect(order).toEqualTrace({ name: 'order', children: [charge, pack] });
  expect(order).not.toEqualTrace({ name: 'order', children: [pack, charge] });
  expect(order).not.toEqualTrace({ name: 'order', children: [charge] });
});

test.each([
  ['name', { name: 'other' }],
  ['kind', { name: 'order', kind: 'CLIENT' as const }],
  ['service', { name: 'order', service: 'other' }],
  ['status', { name: 'order', status: 'ERROR' as const }],
  ['attribute', { name: 'order', attributes: { 'order.id': 'o-2' } }],
  ['link', { name: 'order', links: [{ name: 'charge' }] }],
])('a wrong %s does not match', (_, expected) => {
  expect(recordOrder()).not.toContainTrace(expected);
});

test('a failure shows the two trees side by side and marks what has no counterpart', () => {
  const order = recordOrder();
  const message = failureOf(() =>
    expect(order).toContainTrace({
      name: 'order',
      children: [{ name: 'pack' }, { name: 'refund', attributes: { amount: 3 } }],
    }),
  );
  expect(message).toContain('✗   refund {amount=3}');
  expect(message).toMatch(/│ {3}SERVER shop order/);
  expect(message).toMatch(/│ ✗ {3}CLIENT shop charge ERROR/);
});

test('of two equal expectations for one span, a failure marks the second', () => {
  const order = recordOrder();
  const message = failureOf(() =>
    expect(order).toContainTrace({ name: 'order', children: [{ name: 'pack' }, { name: 'pack' }] }),
  );
  expect(message.match(/✗ {3}pack/g)).toHaveLength(1);
  expect(message).not.toMatch(/│ ✗ .*shop pack/);
});

test('a second harness at once is refused: it would see no span', () => {
  expect(() => startTraceHarness()).toThrow(/expected no tracer provider/);
  expect(recordOrder().spans).toHaveLength(4);
});

test('the exact tree has exactly the stated links', () => {
  const order = recordOrder();
  const label = { name: 'label' };
  const charge = { name: 'charge' };
  const withPack = (pack: ExpectedSpan) => ({ name: 'order', children: [charge, { name: 'pack', ...pack }] });
  expect(order).toEqualTrace(withPack({ links: [charge], children: [label] }));
  expect(order).not.toEqualTrace(withPack({ links: [charge, charge], children: [label] }));
  expect(order).not.toEqualTrace(withPack({ links: [], children: [label] }));
  expect(order).not.toEqualTrace(withPack({ children: [label] }));
});

test('two equal links need two links', () => {
  expect(recordOrder()).not.toContainTrace({ name: 'pack', links: [{ name: 'charge' }, { name: 'charge' }] });
});

test('a link to another trace counts, but has no name', () => {
  const tracer = trace.getTracer('test');
  const elsewhere = { traceId: '1'.repeat(32), spanId: '2'.repeat(16), traceFlags: 1 };
  tracer.startSpan('linked', { links: [{ context: elsewhere }] }).end();
  const [linked] = harness.traces();
  expect(linked).toEqualTrace({ name: 'linked', links: [{}] });
  expect(linked).not.toEqualTrace({ name: 'linked' });
  expect(linked).not.toContainTrace({ name: 'linked', links: [{ name: 'linked' }] });
});

test.each([
  ['a string', 'order', /expected a tree of spans.*got "order"/],
  ['nothing', undefined, /got undefined/],
  ['a misspelt key', { nmae: 'order' }, /keys name, kind, service, status, attributes, links, children,.*"nmae"/s],
  ['a misspelt key below', { children: [{ links: [{ kid: 'CLIENT' }] }] }, /"kid".*children\[0\]\.links\[0\]/s],
  ['a kind that does not exist', { kind: 'client' }, /kind.*"CLIENT"/s],
  ['children that are not an array', { children: {} }, /children.*array/s],
])('an expectation that is %s is refused, also when negated', (_, expected, message) => {
  const order = recordOrder();
  for (const matcher of [expect(order), expect(order).not]) {
    expect(failureOf(() => matcher.toContainTrace(expected as ExpectedSpan))).toMatch(message);
    expect(failureOf(() => matcher.toEqualTrace(expected as ExpectedSpan))).toMatch(message);
  }
});

test('a value that is not a trace is refused, also when negated', () => {
  expect(failureOf(() => expect('text').toContainTrace({}))).toContain('got "text"');
  expect(failureOf(() => expect([]).not.toEqualTrace({}))).toContain('got []');
});
