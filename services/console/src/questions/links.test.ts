import { pageLinks } from './links.ts';

const TRACE = 'a'.repeat(32);
const links = pageLinks('http://127.0.0.1:3000/');

test('link to the pages, with or without a slash at the end of the base', () => {
  expect(links.overview()).toBe('http://127.0.0.1:3000/');
  expect(links.mcpCalls()).toBe('http://127.0.0.1:3000/mcp-calls');
  expect(links.traces()).toBe('http://127.0.0.1:3000/traces');
});

test('include a span, and conditions on traces', () => {
  expect(links.trace(TRACE)).toBe(`http://127.0.0.1:3000/trace/${TRACE}`);
  expect(links.trace(TRACE, 'b7')).toBe(`http://127.0.0.1:3000/trace/${TRACE}?span=b7`);
  expect(links.traces({ service: 'shop', operation: 'GET /a b&c', tool: undefined, from: 1000 })).toBe(
    'http://127.0.0.1:3000/traces?service=shop&operation=GET+%2Fa+b%26c&from=1000',
  );
});

test('include a query and its time', () => {
  expect(links.metrics({ query: 'rate(a[5m])', from: 1, to: 2 })).toBe(
    'http://127.0.0.1:3000/metrics-explorer?query=rate%28a%5B5m%5D%29&from=1&to=2',
  );
});

test('leave out values that are too long for a link', () => {
  expect(links.traces({ service: '漢'.repeat(30), tool: 'get' })).toBe('http://127.0.0.1:3000/traces?tool=get');
});
