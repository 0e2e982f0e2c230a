/** Records each signal, and sends a request to a server of its own. Prints the propagation headers of that request. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { metrics, trace } from '@opentelemetry/api';
import { pino } from 'pino';

const CONTEXT = /^(?:traceparent|b3|x-b3-.*)$/;

const server = createServer(({ headers }, response) => {
  response.end(JSON.stringify(Object.entries(headers).filter(([name]) => CONTEXT.test(name))));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

const span = trace.getTracer('app').startSpan('limited', { attributes: { first: 'a long text', second: 2, third: 3 } });
span.addEvent('one').addEvent('two').end();
metrics.getMeter('app').createCounter('app.work').add(1);
pino(pino.destination(2)).info('a line');
console.log(await (await fetch(`http://127.0.0.1:${port}/`)).text());
server.close();
