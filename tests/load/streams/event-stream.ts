import { createParser } from 'eventsource-parser';
import { type Dispatcher, request } from 'undici';
import { z } from 'zod';

const output = z.object({ input_id: z.string() }).loose();

export interface EventStreamOptions {
  /** The URL of core-api. */
  url: string;
  token: string;
  dispatcher: Dispatcher;
  /** Closes the stream. */
  signal: AbortSignal;
  /** Called with the input's id for each output event, as it arrives. */
  onOutput(inputId: string): void;
}

/** Opens /output/stream and reads it until it ends. Resolves once the server has begun to answer; rejects if it refuses. */
export async function openEventStream(options: EventStreamOptions): Promise<{ ended: Promise<void> }> {
  const { url, token, dispatcher, signal } = options;
  const { statusCode, body } = await request(`${url}/output/stream`, {
    dispatcher,
    signal,
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
  });
  if (statusCode !== 200) throw new Error(`/output/stream answered ${statusCode}: ${await body.text()}`);
  return { ended: readAll(body, options) };
}

async function readAll(body: AsyncIterable<Uint8Array>, { onOutput }: EventStreamOptions): Promise<void> {
  const text = new TextDecoder();
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (event === 'output') onOutput(output.parse(JSON.parse(data)).input_id);
    },
  });
  for await (const chunk of body) parser.feed(text.decode(chunk, { stream: true }));
}
