import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { PrometheusClient } from '../backends/prometheus.ts';
import { spanOf, traceOf } from '../model/testing/spans.ts';
import { circuitsOf } from './explain-trace/gather/circuits.ts';
import { loopsOf } from './explain-trace/gather/loops.ts';
import { operationsOf } from './operations.ts';

/** Series of the same service, as programs send it and as a scrape names the job. */
const SERIES = [
  { job: 'acme/shop', instance: 'a', span_name: 'GET /cart', service: 'stock' },
  { job: 'workshop', instance: 'b', span_name: 'GET /bench', service: 'stock' },
  { job: 'collector', service_name: 'shop', span_name: 'GET /scraped' },
];

let server: Server;
let prometheus: PrometheusClient;

/** Answers with the series that match the query's own matchers of job and service name. */
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const query = new URLSearchParams(await text(request)).get('query') ?? '';
    const matchers = [...query.matchAll(/(job|service_name)=~("(?:[^"\\]|\\.)*")/g)];
    const result = SERIES.filter((labels) =>
      matchers.some(([, name = '', pattern = '']) =>
        new RegExp(`^(?:${JSON.parse(pattern)})$`).test((labels as Record<string, string>)[name] ?? ''),
      ),
    );
    response.end(JSON.stringify({ data: { result: result.map((metric) => ({ metric, value: [1, '0.7'] })) } }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  prometheus = new PrometheusClient({ backend: 'prometheus', url, variable: 'X', timeoutMilliseconds: 5000 });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const trace = traceOf(spanOf('root', [0, 1000]));
const subject = { trace, traceId: trace.traceId, services: ['shop'], begin: 0, end: 1 };

test('operations of a service in a namespace are found by its name, also if only the span metrics have it', async () => {
  const operations = await operationsOf(prometheus, { service: 'shop', seconds: 60, at: 60_000 });
  expect(operations.map(({ service, name }) => `${service} ${name}`).sort()).toEqual([
    'shop GET /cart',
    'shop GET /scraped',
  ]);
});

test('event loops and circuits of a service in a namespace are found by its name', async () => {
  const loops = await loopsOf(subject, prometheus);
  expect(loops.map(({ service, milliseconds }) => [service, milliseconds])).toEqual([['shop', 700]]);
  const circuits = await circuitsOf(subject, prometheus);
  expect(circuits.map(({ service, target }) => [service, target])).toEqual([['shop', 'stock']]);
});
