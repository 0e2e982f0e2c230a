import { context, SpanKind } from '@opentelemetry/api';
import { Call } from './call.ts';
import { withSpan } from './call-context.ts';
import type { Connection } from './connection.ts';
import type { MethodMessage, RequestId } from './internal-types.ts';
import { recordArguments } from './payload.ts';
import { reportFault } from './report.ts';
import { messageAttributes } from './span-details.ts';

/**
 * Starts the span of a message that this side sends.
 * @param id undefined for notifications
 */
export function startSending(connection: Connection, message: MethodMessage, id: RequestId | undefined): Call {
  const { tracer, metrics, config } = connection.telemetry;
  const operation = connection.sentOperation(message);
  const parent = context.active();
  const attributes = messageAttributes(operation.spanAttributes, message, id);
  const span = tracer.startSpan(operation.spanName, { kind: SpanKind.CLIENT, attributes }, parent);
  const call = new Call({ operation, span, context: withSpan(parent, span), id, duration: metrics.clientOperation });
  recordArguments(call, message, config);
  return call;
}

/** `startSending` that cannot fail: without a call the message goes its way untraced. */
export function tryStartSending(
  connection: Connection,
  message: MethodMessage,
  id: RequestId | undefined,
): Call | undefined {
  try {
    return startSending(connection, message, id);
  } catch (error) {
    reportFault(error);
    return undefined;
  }
}
