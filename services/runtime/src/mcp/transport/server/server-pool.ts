import type { McpServer } from '@modelcontextprotocol/server';
import { type Exchange, ReusableHTTPServerTransport } from './reusable-http-transport.ts';

/** More are at work at a time only in a burst; each keeps some 20 KB. */
const MAX_IDLE = 64;

/** Serves each exchange by a connected server that no other exchange has meanwhile. */
export class ServerPool {
  readonly #createServer: () => McpServer;
  readonly #idle: ReusableHTTPServerTransport[] = [];
  #lastId = 0;

  /** @param createServer gives a server that supports the revision of the transport */
  constructor(createServer: () => McpServer) {
    this.#createServer = createServer;
  }

  /** Resolves when the exchange is over. */
  async serve(exchange: Omit<Exchange, 'id'>): Promise<void> {
    const transport = this.#idle.pop() ?? (await this.#open());
    const outcome = await transport.serve({ ...exchange, id: ++this.#lastId });
    // A server whose client has left is closed, and its handler may still be at work.
    if (outcome === 'answered' && this.#idle.length < MAX_IDLE) this.#idle.push(transport);
  }

  async #open(): Promise<ReusableHTTPServerTransport> {
    const transport = new ReusableHTTPServerTransport();
    await this.#createServer().connect(transport);
    return transport;
  }
}
