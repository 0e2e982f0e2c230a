import { SpanKind } from '@opentelemetry/api';
import { describeOperation, targetOf } from './operation.ts';

const DIRECTION = { kind: SpanKind.SERVER, peer: undefined, spans: {}, metrics: {} };

test.each(['constructor', '__proto__', 'toString'])('a method called %s has no target', (method) => {
  const target = targetOf(method, { name: 'a' });
  expect(target).toBe('');
  expect(describeOperation(method, target, DIRECTION).metricAttributes).toEqual({ 'mcp.method.name': method });
});

test.each([
  ['of a prompt', { ref: { type: 'ref/prompt', name: 'greet' } }, 'greet'],
  ['of a resource', { ref: { type: 'ref/resource', uri: 'a://{b}' } }, ''],
  ['of nothing', { ref: null }, ''],
])('the target of a completion %s is the prompt, if any', (_, params, target) => {
  expect(targetOf('completion/complete', params)).toBe(target);
});

test('the target of a tool call is its tool', () => {
  expect(targetOf('tools/call', { name: 'echo' })).toBe('echo');
  const { spanName, metricAttributes } = describeOperation('tools/call', 'echo', DIRECTION);
  expect({ spanName, metricAttributes }).toMatchObject({
    spanName: 'tools/call echo',
    metricAttributes: { 'gen_ai.tool.name': 'echo' },
  });
});
