import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { HTTP_CONTENT_TYPE, HTTP_METHOD, MCP_METHOD } from '../spans/attributes.ts';
import { worksOf } from './requests.ts';

const EVENT_STREAM = /text\/event-stream/i;
/** A stream of notifications that, unlike others, is opened by POST. */
const SUBSCRIBE = 'subscriptions/listen';

/** Whether a trace is of a stream of events that lasts as long as its reader wants, so that its duration shows nothing about speed. A streamed answer to any other POST is ordinary work. */
export function isLastingStream(trace: Trace): boolean {
  const root = worksOf(trace)[0]?.root;
  // The client span, the server span, and the MCP request that they carry.
  const chain =
    root === undefined ? [] : [root, ...root.children, ...root.children.flatMap(({ children }) => children)];
  return chain.some(isStream);
}

/** Jaeger's API returns an array of one element as a text. */
function isStream({ kind, attributes }: SpanNode): boolean {
  if (attributes[MCP_METHOD] === SUBSCRIBE) return true;
  return (
    kind === 'SERVER' && attributes[HTTP_METHOD] === 'GET' && EVENT_STREAM.test(String(attributes[HTTP_CONTENT_TYPE]))
  );
}
