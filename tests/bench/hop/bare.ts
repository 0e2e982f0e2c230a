import { json } from 'node:stream/consumers';
import { CONNECTION_LIMITS } from '@cortex/runtime/mcp-transport';
import { Pool } from 'undici';
import { listen } from './listen.ts';
import { type Call, connectOurs, oursHandler } from './transports.ts';

interface Recorded {
  headers: Record<string, string>;
  request: unknown;
  answer: unknown;
}

/** Sends the exact bytes of a tool call as a JSON POST, without MCP. */
export async function connectBare(): Promise<Call> {
  const { headers, request, answer } = await recordCall();
  const url = await listen(async (incoming, response) => {
    await json(incoming);
    const text = JSON.stringify(answer);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    response.end(text);
  });
  const { connections } = CONNECTION_LIMITS;
  const pool = new Pool(url.origin, { connections });
  return async () => {
    const body = JSON.stringify(request);
    const response = await pool.request({ path: url.pathname, method: 'POST', headers, body });
    return response.body.json();
  };
}

/** Records one of our calls as it was on the wire. */
async function recordCall(): Promise<Recorded> {
  const handle = oursHandler();
  const recorded: Recorded = { headers: {}, request: undefined, answer: undefined };
  const url = await listen((incoming, response) => {
    const { host, connection, 'content-length': length, ...headers } = incoming.headers;
    recorded.headers = headers as Record<string, string>;
    incoming.once('data', (body) => {
      recorded.request = JSON.parse(body);
    });
    const end = response.end.bind(response);
    response.end = ((text: string) => {
      recorded.answer = JSON.parse(text);
      return end(text);
    }) as typeof response.end;
    void handle(incoming, response);
  });
  const call = await connectOurs(url);
  await call();
  return recorded;
}
