import type { ServerResponse } from 'node:http';
import { waitsFor } from '@cortex/signals';
import type { JSONRPCMessage } from '@modelcontextprotocol/server';

/** The interval of the SDK's own transports. Comments keep proxies and clients from taking a quiet stream for a dead one. */
const KEEP_ALIVE_MILLISECONDS = 15_000;

const STREAM_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/** The HTTP answer to one request: JSON or, if a message is sent before the result, a stream of events. */
export class HttpAnswer {
  readonly #response: ServerResponse;
  #keepAlive: NodeJS.Timeout | undefined;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  /** Writes the last message, with the status unless the head has been sent. */
  end(message: unknown, status: number): void {
    const text = JSON.stringify(message);
    if (this.#keepAlive !== undefined) {
      clearInterval(this.#keepAlive);
      this.#response.end(eventOf(text));
      return;
    }
    this.#response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    this.#response.end(text);
  }

  /** Writes a message before the last one. Resolves when there is room for more. */
  async stream(message: JSONRPCMessage): Promise<void> {
    this.#keepAlive ??= this.#openStream();
    if (this.#response.write(eventOf(JSON.stringify(message)))) return;
    const endWait = waitsFor('reader', '/mcp').begin();
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#response.off('drain', done).off('close', done);
        endWait();
        resolve();
      };
      this.#response.once('drain', done).once('close', done);
    });
  }

  /** Stops writing to a client that has left. */
  abandon(): void {
    clearInterval(this.#keepAlive);
  }

  #openStream(): NodeJS.Timeout {
    this.#response.writeHead(200, STREAM_HEADERS);
    return setInterval(() => this.#response.write(': keepalive\n\n'), KEEP_ALIVE_MILLISECONDS).unref();
  }
}

function eventOf(text: string): string {
  return `event: message\ndata: ${text}\n\n`;
}
