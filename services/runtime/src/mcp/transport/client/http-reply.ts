import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';

type Headers = Record<string, string | string[] | undefined>;

/** The head of an HTTP answer with its whole body or, for a stream of events, the stream. */
export interface HttpReply {
  status: number;
  statusText: string;
  contentType: string | undefined;
  body: string | Readable;
  /** The size of the body; 0 for a stream. */
  bytes: number;
}

/** Collects the answer to one request, as undici reads it from the connection. */
export class HttpReplyReader implements Dispatcher.DispatchHandler {
  readonly reply: Promise<HttpReply>;
  readonly #onConnection: () => void;
  readonly #chunks: Buffer[] = [];
  #resolve!: (reply: HttpReply) => void;
  #reject!: (error: Error) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #abortReason: Error | undefined;
  #head: Omit<HttpReply, 'body' | 'bytes'> | undefined;
  #events: Readable | undefined;
  #isComplete = false;
  /** Whether a connection has taken the request. */
  isOnConnection = false;

  /** @param onConnection called when a connection takes the request */
  constructor(onConnection: () => void) {
    this.#onConnection = onConnection;
    this.reply = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Aborts the request by closing its connection, which the server notices. */
  abort(reason: Error): void {
    this.#abortReason = reason;
    this.#controller?.abort(reason);
    this.#reject(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    this.isOnConnection = true;
    if (this.#abortReason !== undefined) controller.abort(this.#abortReason);
    else this.#onConnection();
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: Headers, statusText = ''): void {
    const contentType = first(headers['content-type']);
    this.#head = { status, statusText, contentType };
    if (status !== 200 || !contentType?.startsWith('text/event-stream')) return;
    this.#events = new Readable({ read: () => controller.resume(), destroy: this.#endEvents });
    this.#resolve({ ...this.#head, body: this.#events, bytes: 0 });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#events === undefined) this.#chunks.push(chunk);
    else if (!this.#events.push(chunk)) controller.pause();
  }

  onResponseEnd(): void {
    this.#isComplete = true;
    if (this.#events !== undefined) this.#events.push(null);
    else if (this.#head !== undefined) this.#resolve({ ...this.#head, ...wholeBody(this.#chunks) });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#isComplete = true;
    this.#events?.destroy(error);
    this.#reject(error);
  }

  /** Closes the connection when the reader stops before the end. */
  readonly #endEvents = (error: Error | null, done: (error: Error | null) => void): void => {
    if (!this.#isComplete) this.abort(error ?? new Error('the stream was given up'));
    done(error);
  };
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function wholeBody(chunks: Buffer[]): { body: string; bytes: number } {
  const [only = Buffer.of()] = chunks;
  const whole = chunks.length > 1 ? Buffer.concat(chunks) : only;
  return { body: whole.toString('utf8'), bytes: whole.length };
}
