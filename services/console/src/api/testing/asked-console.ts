import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startConsole } from '../../app.ts';
import { VARIABLES } from '../../backends/backends.ts';

/** Answers a request to a backend, by its path and body. A number is a status without a body, undefined is 503. */
export type BackendAnswer = (path: string, body: string) => unknown;

export interface AskedConsole {
  /** Sends a GET to the console's API. */
  get(path: string): Promise<{ status: number; body: unknown }>;
  /** The answer's body, if it is not JSON. */
  bytes(path: string): Promise<ArrayBuffer>;
  /** Sends a POST to the console's API. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: unknown }>;
  stop(): Promise<void>;
}

/** Starts a console whose backends are one server with the test's answers. @param env added to its environment */
export async function askedConsole(answer: BackendAnswer, env: NodeJS.ProcessEnv = {}): Promise<AskedConsole> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const said = answer(request.url ?? '', body);
    response.statusCode = typeof said === 'number' ? said : said === undefined ? 503 : 200;
    response.end(typeof said === 'string' ? said : JSON.stringify(said ?? {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const urls = Object.fromEntries(Object.values(VARIABLES).map((variable) => [variable, url]));
  const started = await startConsole(() => ({ PORT: '0', LOG_LEVEL: 'silent', ...urls, ...env }));
  return {
    get: async (path) => {
      const response = await fetch(`${started.url}${path}`);
      return { status: response.status, body: await response.json() };
    },
    bytes: async (path) => (await fetch(`${started.url}${path}`)).arrayBuffer(),
    post: async (path, body, headers = {}) => {
      const response = await fetch(`${started.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    },
    stop: async () => {
      await started.stop();
      server.closeAllConnections();
      server.close();
    },
  };
}
