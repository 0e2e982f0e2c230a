import { reportWarning } from '../report.ts';

/** What is lost when an MCP SDK lacks one of these private parts, for the warning. */
const LOST = {
  _onrequest: 'incoming requests are not traced',
  _onnotification: 'incoming notifications are not traced',
  _onresponse: "the codes of the peer's error responses are not recorded",
  _onclose: 'the durations of sessions are not measured',
  request:
    'requests are traced only by their messages: the first one is missing, and unanswered ones are not marked as timed out',
  _requestWithSchemaViaCodec: 'requests are traced only by their messages: unanswered ones are not marked as timed out',
  _requestHandlerAbortControllers: 'the spans of requests that the SDK discards last until the connection ends',
  _notificationHandlers: 'the durations of notification handlers are not traced',
  receive: 'messages to servers of tmcp are not traced',
  _dispatch: 'messages to servers of mcp-lite are not traced',
} as const;

export type Part = keyof typeof LOST;

const COMMON: Part[] = ['_onrequest', '_onnotification', '_onresponse', '_onclose'];

/** The methods that v1's class `Protocol` must have. */
export const V1_METHODS: Part[] = [...COMMON, 'request'];
export const V2_METHODS: Part[] = [...COMMON, '_requestWithSchemaViaCodec'];

const reported = new Set<string>();

/** Warns, once per process and part, about what is not traced. */
export function reportMissing(part: Part): void {
  if (reported.has(part)) return;
  reported.add(part);
  reportWarning(`this MCP SDK has no ${part}: ${LOST[part]}`);
}

/** Warns about methods that the prototype of a `Protocol` lacks. */
export function checkMethods(prototype: object | undefined, methods: readonly Part[]): void {
  if (prototype === undefined) return;
  for (const method of methods) if (typeof Reflect.get(prototype, method) !== 'function') reportMissing(method);
}
