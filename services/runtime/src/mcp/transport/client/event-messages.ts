import type { Readable } from 'node:stream';
import { type JSONRPCMessage, parseJSONRPCMessage } from '@modelcontextprotocol/client';
import { createParser } from 'eventsource-parser';

/** The messages in a stream of server-sent events, until its end. */
export async function* eventMessages(events: Readable): AsyncGenerator<JSONRPCMessage> {
  const messages: JSONRPCMessage[] = [];
  const parser = createParser({
    onEvent: ({ event = 'message', data }) => {
      if (event === 'message' && data !== '') messages.push(parseJSONRPCMessage(JSON.parse(data)));
    },
  });
  for await (const text of events.setEncoding('utf8')) {
    parser.feed(text);
    yield* messages.splice(0);
  }
}
