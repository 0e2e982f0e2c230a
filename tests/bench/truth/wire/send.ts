import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { createParser } from 'eventsource-parser';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export interface WireRequest {
  url: string;
  method: 'GET' | 'POST' | 'DELETE';
  headers: Record<string, string>;
  body?: string | undefined;
}

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** When a client leaves: this long after its request was sent completely, or after half of the body. */
export type Leaving = { afterMilliseconds: number } | 'mid-body';

/** Sends a request. Resolves to undefined if the client left before the answer was complete. */
export function send(wire: WireRequest, leaving?: Leaving): Promise<Reply | undefined> {
  return new Promise((resolve, reject) => {
    const { outgoing, leave, hasLeft } = open(wire, leaving);
    const failed = (error: Error) => (hasLeft() ? resolve(undefined) : reject(error));
    outgoing.once('error', failed);
    outgoing.once('response', (response) => {
      const { statusCode = 0, headers } = response;
      text(response).then((body) => resolve({ status: statusCode, headers, text: body }), failed);
    });
    write(outgoing, { body: wire.body, leaving, leave });
  });
}

export interface StreamReply {
  status: number;
  /** The id of the last event that arrived. */
  lastEventId: string | undefined;
}

/** Reads a stream of events for a while, and then drops it abruptly. */
export function readStream(wire: WireRequest, milliseconds: number): Promise<StreamReply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(wire.url, { agent: false, method: wire.method, headers: wire.headers });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      const reply: StreamReply = { status: response.statusCode ?? 0, lastEventId: undefined };
      const parser = createParser({
        onEvent: ({ id }) => {
          if (id !== undefined) reply.lastEventId = id;
        },
      });
      response.setEncoding('utf8').on('data', (chunk: string) => parser.feed(chunk));
      response.on('error', () => {});
      setTimeout(() => {
        outgoing.off('error', reject).on('error', () => {});
        outgoing.destroy();
        resolve(reply);
      }, milliseconds);
    });
    outgoing.end();
  });
}

/** Closes the reused connections. */
export function closeConnections(): void {
  agent.destroy();
}

function open({ url, method, headers, body }: WireRequest, leaving: Leaving | undefined) {
  let isGone = false;
  // A client that leaves closes its connection, so it cannot be shared.
  const outgoing = request(url, {
    agent: leaving === undefined ? agent : false,
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
  });
  const leave = () => {
    isGone = true;
    outgoing.destroy();
  };
  return { outgoing, leave, hasLeft: () => isGone };
}

interface Writing {
  body: string | undefined;
  leaving: Leaving | undefined;
  leave(): void;
}

function write(outgoing: ReturnType<typeof request>, { body, leaving, leave }: Writing): void {
  if (leaving === 'mid-body') {
    outgoing.write(body?.slice(0, body.length / 2) ?? '', leave);
    return;
  }
  if (leaving !== undefined) outgoing.once('finish', () => setTimeout(leave, leaving.afterMilliseconds));
  outgoing.end(body);
}
