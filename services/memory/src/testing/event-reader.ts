import { EventSourceParserStream } from 'eventsource-parser/stream';

/** A client of an event stream. */
export class EventReader {
  readonly #abort = new AbortController();
  readonly #events: ReadableStreamDefaultReader<{ id?: string | undefined; event?: string | undefined; data: string }>;

  private constructor(body: ReadableStream<Uint8Array>, abort: AbortController) {
    this.#abort = abort;
    const text = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>);
    this.#events = text.pipeThrough(new EventSourceParserStream()).getReader();
  }

  static async open(url: string, token: string): Promise<EventReader> {
    const abort = new AbortController();
    const headers = { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' };
    const response = await fetch(url, { headers, signal: abort.signal });
    if (!response.ok || !response.body) throw new Error(`expected a stream from ${url}, got ${response.status}`);
    return new EventReader(response.body, abort);
  }

  /** The next event; undefined when the server has ended the stream. */
  async next(): Promise<{ id: string | undefined; event: string | undefined; data: unknown } | undefined> {
    const { value, done } = await this.#events.read();
    return done ? undefined : { id: value.id, event: value.event, data: JSON.parse(value.data) };
  }

  /** The ids of the next events. */
  async ids(count: number): Promise<(string | undefined)[]> {
    const ids: (string | undefined)[] = [];
    while (ids.length < count) ids.push((await this.next())?.id);
    return ids;
  }

  /** Goes away without a word. */
  drop(): void {
    this.#abort.abort();
  }
}
