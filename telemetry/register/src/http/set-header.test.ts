import type { OutgoingRequest } from './outgoing-request.ts';
import { setHeader } from './set-header.ts';

const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** As undici 5 has its requests: without `addHeader`. */
function requestWith(headers: unknown): OutgoingRequest {
  return { origin: 'http://shop.example', path: '/', method: 'GET', headers };
}

test('in headers that are one text it replaces the lines of that name', () => {
  const request = requestWith('TraceParent: other\r\nx: traceparent:1\r\ntracestate: a=1\r\ntraceparent: third\r\n');
  setHeader.set(request, 'traceparent', PARENT);
  expect(request.headers).toBe(`x: traceparent:1\r\ntraceparent: ${PARENT}\r\n`);
});

test('the state of the same trace stays', () => {
  const headers = ['tracestate', 'a=1', 'TRACEPARENT', PARENT.replace('3331', '3332'), 'accept', '*/*'];
  const request = requestWith(headers);
  setHeader.set(request, 'traceparent', PARENT);
  expect(request.headers).toEqual(['tracestate', 'a=1', 'accept', '*/*', 'traceparent', PARENT]);
});
