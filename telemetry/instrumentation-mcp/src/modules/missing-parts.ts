import { reportWarning } from '../report.ts';

/** What is lost where an MCP SDK has none of its private parts of this name, for the line that says so. */
const LOST = {
  _onrequest: 'requests that arrive are not traced',
  _onnotification: 'notifications that arrive are not traced',
  _onresponse: 'the codes of errors that the peer answers with are not traced',
  _onclose: 'the durations of sessions are not measured',
  request:
    'requests are traced by their messages alone: not the first one, and those without an answer not as timed out',
  _requestWithSchemaViaCodec: 'requests are traced by their messages alone: those without an answer not as timed out',
  _requestHandlerAbortControllers: 'requests that the SDK discards have spans until the connection ends',
  _notificationHandlers: 'how long handlers of notifications take is not traced',
  receive: 'messages to servers of tmcp are not traced',
  _dispatch: 'messages to servers of mcp-lite are not traced',
} as const;

export type Part = keyof typeof LOST;

const COMMON: Part[] = ['_onrequest', '_onnotification', '_onresponse', '_onclose'];

/** What the class `Protocol` has to have. */
export const V1_METHODS: Part[] = [...COMMON, 'request'];
export const V2_METHODS: Part[] = [...COMMON, '_requestWithSchemaViaCodec'];

const reported = new Set<string>();

/** Says once in the process what is not traced. */
export function reportMissing(part: Part): void {
  if (reported.has(part)) return;
  reported.add(part);
  reportWarning(`this MCP SDK has no ${part}: ${LOST[part]}`);
}

/** @param prototype of a `Protocol` */
export function checkMethods(prototype: object | undefined, methods: readonly Part[]): void {
  if (prototype === undefined) return;
  for (const method of methods) if (typeof Reflect.get(prototype, method) !== 'function') reportMissing(method);
}
