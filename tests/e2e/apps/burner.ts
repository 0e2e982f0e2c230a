/** An HTTP server with two routes that use CPU time, each in a function of its own, and answer how much. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { shutdownTelemetry } from '@cortex/telemetry';
import { burnCpu } from '@cortex/test-support';
import { trace } from '@opentelemetry/api';

const BURN_MILLISECONDS = 1500;
const STEP_MILLISECONDS = 20;

/** The answer of a route. */
export interface Burnt {
  traceId: string;
  cpuMilliseconds: number;
}

function hashInvoices(milliseconds: number): number {
  return burnCpu(milliseconds);
}

function sortOrders(milliseconds: number): number {
  return burnCpu(milliseconds);
}

const routes: Record<string, (milliseconds: number) => number> = { '/hash': hashInvoices, '/sort': sortOrders };

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const burn = routes[request.url ?? ''];
  if (burn === undefined) return void response.writeHead(404).end();
  let cpuMilliseconds = 0;
  // Works in steps, with turns of the event loop in between, so that concurrent requests interleave.
  while (cpuMilliseconds < BURN_MILLISECONDS) {
    await nextTurn();
    cpuMilliseconds += burn(STEP_MILLISECONDS);
  }
  const traceId = trace.getActiveSpan()?.spanContext().traceId ?? '';
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ traceId, cpuMilliseconds } satisfies Burnt));
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});
process.once('SIGTERM', async () => {
  server.close();
  server.closeAllConnections();
  await shutdownTelemetry();
});
