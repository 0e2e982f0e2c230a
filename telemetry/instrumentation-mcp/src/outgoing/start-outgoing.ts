import { type Context, context, trace } from '@opentelemetry/api';
import { Call } from '../calls/call.ts';
import { hookRequest } from '../calls/hooks.ts';
import { recordArguments } from '../calls/payload.ts';
import type { Connection } from '../connections/connection.ts';
import { callAttributesOf } from '../context/call-attributes.ts';
import { describeConversation } from '../context/conversation.ts';
import type { MethodMessage } from '../internal-types.ts';
import { reportFault } from '../report.ts';
import { borrow, keep, spanOfToolExecution } from '../spans/already-traced.ts';
import { describeMessage, describePeer } from '../spans/span-details.ts';

/**
 * Starts the span of a message that this side sends.
 * @returns undefined when that fails, so that the message is sent untraced
 */
export function tryStartSending(connection: Connection, message: MethodMessage): Call | undefined {
  try {
    const parent = context.active();
    const call = startCall(connection, message, parent);
    const { span, operation } = call;
    const { config } = connection.telemetry;
    describeMessage(span, operation, message);
    describePeer(span, connection);
    describeConversation(span, parent);
    const own = callAttributesOf(parent);
    if (own !== undefined) span.setAttributes(own);
    recordArguments(call, message, config);
    hookRequest(call, message, config);
    return call;
  } catch (error) {
    reportFault(error);
    return undefined;
  }
}

function startCall(connection: Connection, message: MethodMessage, parent: Context): Call {
  const { tracer, metrics, config } = connection.telemetry;
  const { whenAlreadyTraced = 'enrich' } = config;
  const operation = connection.sentOperation(message);
  const theirs = whenAlreadyTraced === 'enrich' ? spanOfToolExecution(message, parent) : undefined;
  const duration = metrics.clientOperation;
  if (theirs !== undefined) return new Call({ operation, span: borrow(theirs, operation), context: parent, duration });
  const span = tracer.startSpan(operation.spanName, operation.spanOptions, parent);
  keep(span);
  return new Call({ operation, span, context: trace.setSpan(parent, span), duration });
}
