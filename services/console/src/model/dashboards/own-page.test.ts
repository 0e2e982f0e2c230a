import { ownPage } from './own-page.ts';

test.each([
  ['http://127.0.0.1:3001/alerts', '/alerts'],
  ['http://localhost/logs', '/logs'],
  ['http://127.0.0.1:9090/graph', undefined],
  ['https://elsewhere.example/alerts', undefined],
  ['javascript:alert(1)', undefined],
  ['/alerts', undefined],
])('%s is the page %s', (url, page) => {
  expect(ownPage(url)).toBe(page);
});
