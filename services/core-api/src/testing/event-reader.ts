import { EventSourceParserStream } from 'eventsource-parser/stream';

export interface ReceivedEvent {
  id?: string | undefined;
  event?: string | undefined;
  data: unknown;
}

/** A client of an event stream, opened and answered 200. */
export class EventReader {
  readonly #abort: AbortController;
  readonly #reader: ReadableStreamDefaultReader<{ id?: string | undefined; event?: string | undefined; data: string }>;

  constructor(body: ReadableStream<Uint8Array>, abort: AbortController) {
    this.#abort = abort;
    const text = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>);
    this.#reader = text.pipeThrough(new EventSourceParserStream()).getReader();
  }

  /** The next event, or undefined when the server has ended the stream. */
  async next(): Promise<ReceivedEvent | undefined> {
    const { value, done } = await this.#reader.read();
    return done ? undefined : { id: value.id, event: value.event, data: JSON.parse(value.data) };
  }

  /** Goes away without a word, as a client whose network is lost. */
  drop(): void {
    this.#abort.abort();
  }
}

export async function openEvents(url: string, headers: Record<string, string>): Promise<EventReader> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  if (!response.ok || response.body === null) throw new Error(`${url} answered ${response.status}`);
  return new EventReader(response.body, abort);
}
