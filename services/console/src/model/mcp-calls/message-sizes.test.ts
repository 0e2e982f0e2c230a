import { spanOf, traceOf } from '../testing/spans.ts';
import { messageSizes } from './message-sizes.ts';

const mcp = { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'price' };

function called(id: string, size: number | undefined) {
  const http = size === undefined ? {} : { 'http.request.body.size': size };
  return traceOf(
    spanOf('call', [0, 9], { traceId: id, kind: 'CLIENT', attributes: mcp }),
    spanOf('post', [1, 8], { traceId: id, kind: 'CLIENT', under: 'call', attributes: http }),
    spanOf('tool', [2, 7], { traceId: id, kind: 'SERVER', under: 'call', attributes: mcp }),
  );
}

test('is the mean over the calls whose HTTP spans have sizes', () => {
  const traces = [called('a', 100), called('b', 301), called('c', undefined)];
  const sizes = { requestBytes: 201, responseBytes: undefined };
  expect(messageSizes(traces, { side: 'server', isWanted: () => true })).toEqual(sizes);
  expect(messageSizes(traces, { side: 'client', isWanted: () => true })).toEqual(sizes);
  expect(messageSizes(traces, { side: 'server', isWanted: () => false }).requestBytes).toBeUndefined();
});
