import { parentsIn } from '../spans/walk.ts';
import { spanOf, traceOf } from '../testing/spans.ts';
import { sizesOf } from './hop-sizes.ts';
import { mcpHops } from './hops.ts';

const call = { 'mcp.method.name': 'tools/call' };

test('sizes are those of the HTTP request between both sides', () => {
  const trace = traceOf(
    spanOf('call', [0, 100], { kind: 'CLIENT', attributes: call }),
    spanOf('post', [1, 99], {
      under: 'call',
      kind: 'CLIENT',
      attributes: { 'http.request.body.size': 120, 'http.response.body.size': 4096 },
    }),
    spanOf('answer', [2, 98], { under: 'post', kind: 'SERVER', service: 'store', attributes: call }),
  );
  const [attempt] = mcpHops(trace)[0]?.attempts ?? [];
  expect(sizesOf(attempt as never, parentsIn(trace.spans))).toEqual({ request: 120, response: 4096 });
});

test('sizes without a span that has them are undefined', () => {
  const trace = traceOf(spanOf('answer', [0, 9], { kind: 'SERVER', attributes: call }));
  const [attempt] = mcpHops(trace)[0]?.attempts ?? [];
  expect(sizesOf(attempt as never, parentsIn(trace.spans))).toEqual({ request: undefined, response: undefined });
});
