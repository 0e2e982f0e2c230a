import type { McpServer } from '@modelcontextprotocol/server';
import { type Exchange, ReusableHTTPServerTransport } from './reusable-http-transport.ts';

/** Only a burst needs more at once; each takes some 20 KB. */
const MAX_IDLE = 64;

/** Serves each exchange with a connected server that serves no other exchange at the same time. */
export class ServerPool {
  readonly #createServer: () => McpServer;
  readonly #idle: ReusableHTTPServerTransport[] = [];
  #lastId = 0;

  /** @param createServer creates a server that supports the revision of the transport */
  constructor(createServer: () => McpServer) {
    this.#createServer = createServer;
  }

  /** Resolves when the exchange is over. */
  async serve(exchange: Omit<Exchange, 'id'>): Promise<void> {
    const transport = this.#idle.pop() ?? (await this.#open());
    const outcome = await transport.serve({ ...exchange, id: ++this.#lastId });
    // If its client has left, the server is closed, and its handler may still be running.
    if (outcome === 'answered' && this.#idle.length < MAX_IDLE) this.#idle.push(transport);
  }

  async #open(): Promise<ReusableHTTPServerTransport> {
    const transport = new ReusableHTTPServerTransport();
    await this.#createServer().connect(transport);
    return transport;
  }
}
