import {
  type Attributes,
  type Context,
  context,
  type Span,
  type SpanContext,
  SpanKind,
  trace,
} from '@opentelemetry/api';
import { ATTR_GEN_AI_OPERATION_NAME, ATTR_GEN_AI_TOOL_NAME, ATTR_MCP_METHOD_NAME } from '../contract.ts';
import type { MethodMessage } from '../internal-types.ts';
import type { Operation } from '../operations/operation.ts';
import { reportFault } from '../report.ts';
import { NAME } from '../scope.ts';
import { GEN_AI_OPERATION_EXECUTE_TOOL } from '../semconv.ts';
import { attributesOf } from './attributes-of.ts';
import { BorrowedSpan } from './borrowed-span.ts';
import { requestIdIn } from './request-id.ts';

/** A recording span, with the members that SDKs add to the API's. */
interface ActiveSpan {
  span: Span & { readonly kind?: SpanKind; readonly instrumentationScope?: { readonly name: string } };
  attributes: Attributes;
}

/** The spans that already stand for a call. Any other call below such a span gets a span of its own. */
const taken = new WeakSet<Span>();

/**
 * The span with which an agent framework traces the tool call that is about to be sent, following the GenAI conventions.
 * @param active the context in which the call is sent
 */
export function spanOfToolExecution({ method, params }: MethodMessage, active: Context): Span | undefined {
  if (method !== 'tools/call') return undefined;
  const { span, attributes = {} } = activeSpan(active) ?? {};
  if (span === undefined || span.kind === SpanKind.SERVER) return undefined;
  if (attributes[ATTR_GEN_AI_OPERATION_NAME] !== GEN_AI_OPERATION_EXECUTE_TOOL) return undefined;
  // An MCP span, or one that already stands for a call.
  if (attributes[ATTR_MCP_METHOD_NAME] !== undefined) return undefined;
  return isToolOf(attributes[ATTR_GEN_AI_TOOL_NAME], params?.name) ? span : undefined;
}

/** Whether `given` is the framework's name for the tool `name`. Frameworks with many servers put the server's name before the tool's. */
function isToolOf(given: unknown, name: unknown): boolean {
  if (typeof given !== 'string' || typeof name !== 'string' || name === '') return false;
  return given === name || (given.endsWith(name) && /[^a-z0-9]/i.test(given.charAt(given.length - name.length - 1)));
}

/**
 * The span with which a program traces the message that it has just received.
 * @param parent the parent that the message names; a span of another trace does not stand for the message
 */
export function spanOfReceiving({ id, method }: MethodMessage, parent: SpanContext | undefined): Span | undefined {
  const { span, attributes = {} } = activeSpan(context.active()) ?? {};
  if (span === undefined || attributes[ATTR_MCP_METHOD_NAME] !== method || taken.has(span)) return undefined;
  if (span.kind === SpanKind.CLIENT || span.instrumentationScope?.name === NAME) return undefined;
  if (requestIdIn(attributes) !== (id === undefined ? undefined : String(id))) return undefined;
  return parent === undefined || parent.traceId === span.spanContext().traceId ? span : undefined;
}

function activeSpan(active: Context): ActiveSpan | undefined {
  try {
    const span = trace.getSpan(active);
    const attributes = span?.isRecording() ? attributesOf(span) : undefined;
    return span === undefined || attributes === undefined ? undefined : { span, attributes };
  } catch (error) {
    reportFault(error);
    return undefined;
  }
}

/** Makes `span` stand for a call of `operation`. */
export function borrow(span: Span, { spanOptions }: Operation): Span {
  taken.add(span);
  return new BorrowedSpan(span).setAttributes({ ...spanOptions.attributes });
}

/** Excludes a span of this instrumentation from standing for another call. Spans of OpenTelemetry's SDK are recognized by their scope. */
export function keep(span: Span): void {
  if (!('instrumentationScope' in span)) taken.add(span);
}
