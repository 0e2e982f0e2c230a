import type { IncomingMessage, ServerResponse } from 'node:http';
import { running } from '../sdk/running.ts';

const NOT_RUNNING = '# telemetry is not running\n';

/**
 * Creates a node:http handler that answers with the metrics of this process as Prometheus text: all, or those that `name[]` in the query selects.
 * Without telemetry (`@cortex/telemetry/register` not loaded, or metrics switched off) it answers 200 with a comment that says so, because a scrape
 * for liveness must find the process up.
 */
export function metricsHandler(): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const endpoint = running()?.metricsEndpoint;
    if (endpoint !== undefined) void endpoint.answer(request, response);
    else response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(NOT_RUNNING);
  };
}

/**
 * The text that the handler would answer to a request for the URL: for a server that is not of `node:http`, or that answers for several processes.
 * Rejects if the metrics cannot be collected.
 */
export async function metricsText(url?: string): Promise<string> {
  return (await running()?.metricsEndpoint?.text(url)) ?? NOT_RUNNING;
}
