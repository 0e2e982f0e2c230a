import { request } from 'node:http';
import { text } from 'node:stream/consumers';

const PAGE = 'http://evil.example:8080';
const REBOUND = 'evil.example';

export interface Server {
  host: string;
  port: number;
}

interface PageRequest {
  method: string;
  headers: Record<string, string>;
}

/** The method and headers of a browser for requests of a page. */
export const PAGE_REQUESTS: Record<string, (port: number) => PageRequest> = {
  'a simple request': () => ({ method: 'GET', headers: { origin: PAGE, ...fetched('cors') } }),
  'an image': () => ({ method: 'GET', headers: fetched('no-cors') }),
  'a frame': () => ({ method: 'GET', headers: { ...fetched('navigate'), 'sec-fetch-dest': 'iframe' } }),
  'a post of text': () => ({ method: 'POST', headers: { origin: PAGE, 'content-type': 'text/plain' } }),
  'a post of JSON': () => ({ method: 'POST', headers: { origin: PAGE, 'content-type': 'application/json' } }),
  'a form of a sandboxed page': () => ({
    method: 'POST',
    headers: {
      origin: 'null',
      ...fetched('navigate'),
      'sec-fetch-dest': 'document',
      'content-type': 'application/x-www-form-urlencoded',
    },
  }),
  'a preflight': () => ({
    method: 'OPTIONS',
    headers: {
      origin: PAGE,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  }),
  'an EventSource': () => ({ method: 'GET', headers: { origin: PAGE, accept: 'text/event-stream' } }),
  'a WebSocket': () => ({
    method: 'GET',
    headers: {
      origin: PAGE,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    },
  }),
  // Browsers send no Sec-Fetch-Site to either of these addresses.
  'an image at the unspecified address': (port) => ({ method: 'GET', headers: { host: `0.0.0.0:${port}` } }),
  'an image at an IPv4-mapped address': (port) => ({ method: 'GET', headers: { host: `[::ffff:7f00:1]:${port}` } }),
  'a request of a rebound page': (port) => ({ method: 'GET', headers: { host: `${REBOUND}:${port}` } }),
  'a post of a rebound page': (port) => ({
    method: 'POST',
    headers: {
      host: `${REBOUND}:${port}`,
      origin: `http://${REBOUND}:${port}`,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
    },
  }),
};

function fetched(mode: string): Record<string, string> {
  return { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode };
}

export interface PageAnswer {
  status: number | undefined;
  /** The names of headers that would let the page read the answer. */
  cors: string[];
  body: string;
}

/** Sends the request of a page. Resolves to undefined if there is no HTTP answer. */
export function askAsPage({ host, port }: Server, path: string, { method, headers }: PageRequest, body?: Buffer) {
  const answer = Promise.withResolvers<PageAnswer | undefined>();
  const asked = request({ host, port, path, method, headers, agent: false }, async (response) => {
    const cors = Object.keys(response.headers).filter((name) => name.startsWith('access-control-'));
    answer.resolve({ status: response.statusCode, cors, body: await text(response) });
  });
  asked.on('error', () => answer.resolve(undefined));
  asked.on('upgrade', (_, socket) => {
    socket.destroy();
    answer.resolve({ status: 101, cors: [], body: '' });
  });
  asked.end(method === 'POST' ? body : undefined);
  return answer.promise;
}
