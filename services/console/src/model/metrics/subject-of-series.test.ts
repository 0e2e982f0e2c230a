import { subjectOfSeries } from './subject-of-series.ts';

test.each([
  ['its job', { job: 'acme/shop' }, 'up', { service: 'shop' }],
  ['the service of a metric that was scraped', { job: 'collector', service_name: 'shop' }, 'up', { service: 'shop' }],
  [
    'operation and tool of span metrics',
    { job: 'shop', span_name: 'tools/call count', gen_ai_tool_name: 'count' },
    'calls',
    { service: 'shop', operation: 'tools/call count', tool: 'count' },
  ],
  [
    'the only job of the query',
    {},
    'sum(rate(a{job="shop"}[5m])) / sum(rate(b{job = "shop"}[5m]))',
    { service: 'shop' },
  ],
  ['nothing if the query names several jobs', {}, 'sum(a{job="shop"}) - sum(a{job="stock"})', {}],
  ['nothing if the query names no job', {}, 'sum(a)', {}],
])('a series is about %s', (_, labels, query, subject) => {
  expect(subjectOfSeries(labels, query)).toEqual({
    service: undefined,
    operation: undefined,
    tool: undefined,
    ...subject,
  });
});
