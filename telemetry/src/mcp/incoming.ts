import { SpanKind, trace } from '@opentelemetry/api';
import { ambientContext } from './ambient.ts';
import { Call } from './call.ts';
import { CallContext, withSpan } from './call-context.ts';
import type { Connection } from './connection.ts';
import type { MessageExtra, MethodMessage, RequestId } from './internal-types.ts';
import { recordArguments } from './payload.ts';
import { extractContext } from './propagation.ts';
import { reportFault } from './report.ts';
import { clientAddress, linksTo, messageAttributes } from './span-details.ts';

interface Received {
  connection: Connection;
  message: MethodMessage;
  extra: MessageExtra | undefined;
  /** Undefined for notifications. */
  id: RequestId | undefined;
}

/** Starts the span of a message that this side received; undefined when that fails, and the message goes its way untraced. */
export function tryStartReceiving(received: Received): Call | undefined {
  try {
    return startReceiving(received);
  } catch (error) {
    reportFault(error);
    return undefined;
  }
}

function startReceiving({ connection, message, extra, id }: Received): Call {
  const { tracer, metrics, config } = connection.telemetry;
  if (extra !== undefined && connection.role === 'server') connection.learnFrom(extra);
  const operation = connection.receivedOperation(message);
  const ambient = ambientContext(connection);
  const parent = extractContext(message, CallContext.from(ambient));
  const attributes = messageAttributes(operation.spanAttributes, message, id);
  if (connection.info.kind === 'http') Object.assign(attributes, clientAddress(ambient));
  const links = linksTo(ambient, trace.getSpanContext(parent));
  const options = { kind: SpanKind.SERVER, attributes, ...(links !== undefined && { links }) };
  const span = tracer.startSpan(operation.spanName, options, parent);
  const call = new Call({ operation, span, context: withSpan(parent, span), id, duration: metrics.serverOperation });
  recordArguments(call, message, config);
  return call;
}
