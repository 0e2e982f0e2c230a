import { type Context, context, type Span, type SpanContext, SpanKind, trace } from '@opentelemetry/api';
import { BorrowedSpan, type ReadableSpan } from './borrowed-span.ts';
import {
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_TOOL_NAME,
  ATTR_JSONRPC_REQUEST_ID,
  ATTR_MCP_METHOD_NAME,
} from './contract.ts';
import type { MethodMessage } from './internal-types.ts';
import type { Operation } from './operation.ts';
import { NAME } from './scope.ts';
import { GEN_AI_OPERATION_EXECUTE_TOOL } from './semconv.ts';

interface OtherSpan extends ReadableSpan {
  readonly kind?: SpanKind;
  readonly instrumentationScope?: { readonly name: string };
}

/** What Sentry calls the id of a request. */
const SENTRY_REQUEST_ID = 'mcp.request.id';

/** Each span stands for one call: any other below it has a span of its own. */
const taken = new WeakSet<Span>();

/**
 * The span by which an agent framework traces the tool call that is about to be sent, by the conventions of GenAI.
 * @param active the context that the call is sent in
 */
export function spanOfToolExecution({ method, params }: MethodMessage, active: Context): ReadableSpan | undefined {
  if (method !== 'tools/call') return undefined;
  const span = readable(trace.getSpan(active));
  if (span?.attributes[ATTR_GEN_AI_OPERATION_NAME] !== GEN_AI_OPERATION_EXECUTE_TOOL) return undefined;
  if (span.kind === SpanKind.SERVER || span.attributes[ATTR_MCP_METHOD_NAME] !== undefined) return undefined;
  return isToolOf(span.attributes[ATTR_GEN_AI_TOOL_NAME], params?.name) ? span : undefined;
}

/** Frameworks that have the tools of many servers put the server's name before that of the tool. */
function isToolOf(given: unknown, name: unknown): boolean {
  if (typeof given !== 'string' || typeof name !== 'string' || name === '') return false;
  return given === name || (given.endsWith(name) && /[^a-z0-9]/i.test(given.charAt(given.length - name.length - 1)));
}

/**
 * The span by which a program traces the message that it has just received.
 * @param parent that the message names: a span of another trace does not stand for it
 */
export function spanOfReceiving(
  { id, method }: MethodMessage,
  parent: SpanContext | undefined,
): ReadableSpan | undefined {
  const span = readable(trace.getSpan(context.active()));
  if (span?.attributes[ATTR_MCP_METHOD_NAME] !== method || taken.has(span)) return undefined;
  if (span.kind === SpanKind.CLIENT || span.instrumentationScope?.name === NAME) return undefined;
  const known = span.attributes[ATTR_JSONRPC_REQUEST_ID] ?? span.attributes[SENTRY_REQUEST_ID];
  if (id === undefined ? known !== undefined : String(known) !== String(id)) return undefined;
  return parent === undefined || parent.traceId === span.spanContext().traceId ? span : undefined;
}

function readable(span: Span | undefined): OtherSpan | undefined {
  return span?.isRecording() && 'attributes' in span ? (span as OtherSpan) : undefined;
}

/** Has `span` stand for a call of `operation`. */
export function borrow(span: ReadableSpan, { spanOptions }: Operation): Span {
  taken.add(span);
  return new BorrowedSpan(span).setAttributes({ ...spanOptions.attributes });
}
