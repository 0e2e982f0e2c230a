import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { McpServer, RequestId } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { HttpAnswer } from './http-answer.ts';
import { isSessionOf, newSessionId } from './session-id.ts';

const SESSION = 'mcp-session-id';
/** The code that the SDK's own transports use. */
const SESSION_NOT_FOUND = -32001;
const id = z.union([z.string(), z.number()]);
const call = z.object({ id, method: z.string() });
const cancelled = z.object({
  method: z.literal('notifications/cancelled'),
  params: z.object({ requestId: id }),
});

interface Call {
  server?: McpServer;
}

export interface Received {
  message: unknown;
  /** The sender, by its token. */
  userId: string;
  headers: IncomingHttpHeaders;
  response: ServerResponse;
}

/**
 * Lets clients of the revisions before 2026-07-28 give up their calls. They do so by a message of its own, which names the request by an id that
 * other clients use too. So each client is given a session id when it initializes: it distinguishes their calls, and nothing else is stored of it.
 * The id of another user's session is answered as one that does not exist.
 */
export class Cancellations {
  readonly #underWay = new Map<string, Call>();
  readonly #serving = new AsyncLocalStorage<Call>();

  /** Serves a message. A call that is given up meanwhile ends with its server, and so does the response to it. */
  async serve(received: Received, serve: () => Promise<void>): Promise<void> {
    const { message, userId, headers, response } = received;
    const session = headers[SESSION];
    const { data: called } = call.safeParse(message);
    if (called?.method === 'initialize') response.setHeader(SESSION, newSessionId(userId));
    else if (typeof session === 'string' && !isSessionOf(userId, session)) return refuse(response, called?.id);
    if (typeof session !== 'string') return serve();
    const { data: given } = cancelled.safeParse(message);
    if (given !== undefined) await this.#underWay.get(keyOf(session, given.params.requestId))?.server?.close();
    return called === undefined ? serve() : this.#serveCall(keyOf(session, called.id), serve);
  }

  /** Called with each server that is made, which has one message to serve. */
  servedBy(server: McpServer): McpServer {
    Object.assign(this.#serving.getStore() ?? {}, { server });
    return server;
  }

  async #serveCall(key: string, serve: () => Promise<void>): Promise<void> {
    const own: Call = {};
    this.#underWay.set(key, own);
    try {
      await this.#serving.run(own, serve);
    } finally {
      if (this.#underWay.get(key) === own) this.#underWay.delete(key);
    }
  }
}

/** Answers as the protocol asks for: the client is to initialize again. */
function refuse(response: ServerResponse, id: RequestId | null = null): void {
  const error = { code: SESSION_NOT_FOUND, message: 'There is no such session: initialize to get one' };
  new HttpAnswer(response).end({ jsonrpc: '2.0', id, error }, 404);
}

/** The ids 1 and "1" are different ones. */
function keyOf(session: string, requestId: string | number): string {
  return JSON.stringify([session, requestId]);
}
