import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { z } from 'zod';

const SESSION = 'mcp-session-id';
const id = z.union([z.string(), z.number()]);
const call = z.object({ id, method: z.string() });
const cancelled = z.object({
  method: z.literal('notifications/cancelled'),
  params: z.object({ requestId: id }),
});

/**
 * Lets clients of the revisions before 2026-07-28 give up their calls. They do so by a message of its own, which names the request by an id that
 * other clients use too. So each client is given a session id when it initializes: it tells their calls apart, and nothing else is kept of it.
 */
export class Cancellations {
  readonly #underWay = new Map<string, ServerResponse>();

  /** Looks at a message before it is served. Giving a call up ends the response to it, and by that what works on it. */
  notice(message: unknown, headers: IncomingHttpHeaders, response: ServerResponse): void {
    const session = headers[SESSION];
    const { data: called } = call.safeParse(message);
    if (called?.method === 'initialize') response.setHeader(SESSION, randomUUID());
    if (typeof session !== 'string') return;
    if (called !== undefined) this.#begin(keyOf(session, called.id), response);
    const { data: given } = cancelled.safeParse(message);
    if (given !== undefined) this.#end(keyOf(session, given.params.requestId));
  }

  #begin(key: string, response: ServerResponse): void {
    this.#underWay.set(key, response);
    response.once('close', () => this.#underWay.get(key) === response && this.#underWay.delete(key));
  }

  #end(key: string): void {
    const response = this.#underWay.get(key);
    if (response?.headersSent) response.end();
    else response?.destroy();
  }
}

/** The ids 1 and "1" are different ones. */
function keyOf(session: string, requestId: string | number): string {
  return JSON.stringify([session, requestId]);
}
