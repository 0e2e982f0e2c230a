import { ATTR_PYROSCOPE_PROFILE_ID } from '@cortex/signals/contract';
import { spanOf, traceOf } from '../testing/spans.ts';
import { profiledSpans } from './profiled-spans.ts';

const profiled = { attributes: { [ATTR_PYROSCOPE_PROFILE_ID]: 'x' } };
const trace = traceOf(
  spanOf('request', [0, 100], profiled),
  spanOf('work', [10, 90], { under: 'request' }),
  spanOf('http', [20, 80], { under: 'work', service: 'memory', ...profiled }),
  spanOf('tool', [30, 70], { under: 'work', service: 'memory', links: [{ traceId: 'a'.repeat(32), spanId: 'http' }] }),
  spanOf('alone', [40, 50], { under: 'tool', service: 'other' }),
);
const of = (spanId: string) => {
  const span = trace.spans.find((one) => one.spanId === spanId);
  if (span === undefined) throw new Error(`expected a span ${spanId}`);
  const { spanIds, owner } = profiledSpans(trace, span);
  return [spanIds, owner.spanId];
};

test.each([
  ['the first span of a request in its process has its own', 'request', [['request'], 'request']],
  ['a span below it belongs to the first one', 'work', [['request'], 'request']],
  ['an MCP message belongs to that of the request that carried it', 'tool', [['http'], 'http']],
  ['without the attribute, a profile is searched by the span itself', 'alone', [['alone'], 'alone']],
])('%s', (_, spanId, expected) => {
  expect(of(spanId)).toEqual(expected);
});
