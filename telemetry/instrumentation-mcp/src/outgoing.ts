import { context } from '@opentelemetry/api';
import { Call } from './call.ts';
import { callAttributesOf } from './call-attributes.ts';
import type { Connection } from './connection.ts';
import { withSpan } from './context/lean-context.ts';
import type { MethodMessage } from './internal-types.ts';
import { recordArguments } from './payload.ts';
import { reportFault } from './report.ts';
import { describeMessage } from './span-details.ts';

/**
 * Starts the span of a message that this side sends.
 * @returns undefined when that fails: then the message goes its way untraced
 */
export function tryStartSending(connection: Connection, message: MethodMessage): Call | undefined {
  try {
    const { tracer, metrics, config } = connection.telemetry;
    const operation = connection.sentOperation(message);
    const parent = context.active();
    const span = tracer.startSpan(operation.spanName, operation.spanOptions, parent);
    describeMessage(span, operation, message);
    const own = callAttributesOf(parent);
    if (own !== undefined) span.setAttributes(own);
    const call = new Call({ operation, span, context: withSpan(parent, span), duration: metrics.clientOperation });
    recordArguments(call, message, config);
    return call;
  } catch (error) {
    reportFault(error);
    return undefined;
  }
}
