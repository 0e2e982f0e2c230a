import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';

export interface ReceivedEvent {
  id: string | undefined;
  event: string | undefined;
  data: unknown;
}

/** An id without data. */
const FIRST_ID = /(?:^|\n\n)id: ([^\n]*)\n\n/;

/** A client of a stream of events whose data is JSON. */
export class EventReader {
  readonly #abort: AbortController;
  readonly #events: ReadableStreamDefaultReader<EventSourceMessage>;
  #text = '';

  private constructor(body: ReadableStream<Uint8Array>, abort: AbortController) {
    this.#abort = abort;
    const text = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>);
    const noted = text.pipeThrough(new TransformStream({ transform: (chunk, out) => out.enqueue(this.#note(chunk)) }));
    this.#events = noted.pipeThrough(new EventSourceParserStream()).getReader();
  }

  /** @throws when the answer is not a stream */
  static async open(url: string, headers: Record<string, string>): Promise<EventReader> {
    const abort = new AbortController();
    const response = await fetch(url, {
      headers: { Accept: 'text/event-stream', ...headers },
      signal: abort.signal,
    });
    if (!response.ok || response.body === null) {
      throw new Error(`expected a stream from ${url}, it answered ${response.status}`);
    }
    return new EventReader(response.body, abort);
  }

  /** The id by which the server says where the stream begins. A browser names it until it has the id of an event. */
  get firstId(): string | undefined {
    return FIRST_ID.exec(this.#text)?.[1];
  }

  /** The next event; undefined when the server has ended the stream. */
  async next(): Promise<ReceivedEvent | undefined> {
    const { value, done } = await this.#events.read();
    return done ? undefined : { id: value.id, event: value.event, data: JSON.parse(value.data) };
  }

  /** The ids of the next events. */
  async ids(count: number): Promise<(string | undefined)[]> {
    const ids: (string | undefined)[] = [];
    while (ids.length < count) ids.push((await this.next())?.id);
    return ids;
  }

  /** Disconnects abruptly, like a client whose network is lost. */
  drop(): void {
    this.#abort.abort();
  }

  /** The parser drops an id without data, which is not an event. */
  #note(chunk: string): string {
    if (this.firstId === undefined) this.#text += chunk;
    return chunk;
  }
}
