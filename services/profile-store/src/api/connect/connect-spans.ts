import { type Code, ConnectError, type Interceptor } from '@connectrpc/connect';
import { codeToString } from '@connectrpc/connect/protocol-connect';
import {
  type Context,
  context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  type TextMapGetter,
  trace,
} from '@opentelemetry/api';

/** https://opentelemetry.io/docs/specs/semconv/rpc/rpc-spans/ */
const ATTR_RPC_SYSTEM_NAME = 'rpc.system.name';
const ATTR_RPC_METHOD = 'rpc.method';
const ATTR_RPC_RESPONSE_STATUS_CODE = 'rpc.response.status_code';
const ATTR_ERROR_TYPE = 'error.type';

/** Creates a span for each call within a trace of its caller. Other calls have none: an open page polls every few seconds, and nobody looks at these. */
export const connectSpans: Interceptor = (next) => async (request) => {
  const parent = parentOf(request.header);
  if (parent === undefined) return next(request);
  const method = `${request.service.typeName}/${request.method.name}`;
  const attributes = { [ATTR_RPC_SYSTEM_NAME]: 'connectrpc', [ATTR_RPC_METHOD]: method };
  const span = trace
    .getTracer('@cortex/profile-store')
    .startSpan(method, { kind: SpanKind.SERVER, attributes }, parent);
  try {
    return await context.with(trace.setSpan(parent, span), () => next(request));
  } catch (error) {
    noteCode(span, ConnectError.from(error).code);
    throw error;
  } finally {
    span.end();
  }
};

/** The context of the active span or, if there is none, the caller's. */
function parentOf(header: Headers): Context | undefined {
  if (trace.getActiveSpan() !== undefined) return context.active();
  const sent = propagation.extract(ROOT_CONTEXT, header, fromHeaders);
  const asking = trace.getSpanContext(sent);
  return asking !== undefined && isSpanContextValid(asking) ? sent : undefined;
}

const fromHeaders: TextMapGetter<Headers> = {
  get: (header, name) => header.get(name) ?? undefined,
  keys: (header) => [...header.keys()],
};

function noteCode(span: Span, code: Code): void {
  const name = codeToString(code);
  span.setAttributes({ [ATTR_RPC_RESPONSE_STATUS_CODE]: name, [ATTR_ERROR_TYPE]: name });
}
