/** An HTTP server with telemetry. Each of its routes has a problem. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { shutdownTelemetry } from '@cortex/telemetry';
import { trace } from '@opentelemetry/api';
import { reserveAll, supply } from './reservations.ts';
import { Stock } from './stock.ts';

const BUSY_MILLISECONDS = 1200;
const SHORT_MILLISECONDS = 300;

/** Uses the CPU, and blocks the event loop meanwhile. */
function renderInvoices(milliseconds: number): number {
  const until = performance.now() + milliseconds;
  let sum = 0;
  while (performance.now() < until) for (let index = 0; index < 10_000; index += 1) sum += Math.sqrt(index);
  return sum;
}

/** Records how much arrived, in the attribute of the conventions. */
async function takeOrders(request: IncomingMessage): Promise<void> {
  const body = await text(request);
  trace.getActiveSpan()?.setAttribute('http.request.body.size', Buffer.byteLength(body));
  JSON.parse(body);
}

const stock = new Stock();

const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => unknown> = {
  '/invoices': () => renderInvoices(BUSY_MILLISECONDS),
  '/orders': takeOrders,
  '/price': () => pause(SHORT_MILLISECONDS),
  '/reservations': ({ headers }) => reserveAll(`http://${headers.host}/supplier`),
  '/supplier': (_, response) => supply(response),
  '/report': () => stock.report(),
  '/stock': () => stock.lookUp(),
  '/stock/lost-index': () => stock.loseIndex(),
};

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const route = routes[request.url ?? ''];
  if (route === undefined) return void response.writeHead(404).end();
  await route(request, response);
  response.end();
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as { port: number }).port}\n`);
});
process.once('SIGTERM', async () => {
  server.close();
  server.closeAllConnections();
  await shutdownTelemetry();
});
