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
 * Lets clients of revisions before 2026-07-28 cancel their calls. They do so with a separate message that names the request by its id, and
 * other clients use the same ids. So each client gets a session id when it initializes, which only distinguishes its calls from those of others; nothing is stored for it.
 * A session id of another user is answered as one that does not exist.
 */
export class Cancellations {
  readonly #underWay = new Map<string, Call>();
  readonly #serving = new AsyncLocalStorage<Call>();

  /** Serves a message. Cancelling a call closes its server, which ends the response as well. */
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

  /** Called with each created server, which serves one message. */
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

/** Answers as the protocol requires: the client has to initialize again. */
function refuse(response: ServerResponse, id: RequestId | null = null): void {
  const error = { code: SESSION_NOT_FOUND, message: 'There is no such session: initialize to get one' };
  new HttpAnswer(response).end({ jsonrpc: '2.0', id, error }, 404);
}

/** Distinguishes the ids 1 and "1". */
function keyOf(session: string, requestId: string | number): string {
  return JSON.stringify([session, requestId]);
}
