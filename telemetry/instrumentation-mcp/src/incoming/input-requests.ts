import { context, trace } from '@opentelemetry/api';
import { Call } from '../calls/call.ts';
import { hookRequest } from '../calls/hooks.ts';
import type { Connection } from '../connections/connection.ts';
import type { Connections } from '../connections/connections.ts';
import { describeConversation } from '../context/conversation.ts';
import { extractContext } from '../context/propagation.ts';
import type { MethodMessage, ProtocolMethod, RequestHandler } from '../internal-types.ts';
import { reportFault } from '../report.ts';
import { describeMessage, describePeer } from '../spans/span-details.ts';
import { settleWith } from './handler-observer.ts';

/**
 * Wraps v2's lookup of the handler for an input request. Since revision 2026-07-28, input requests come inside a result and
 * replace requests from server to client, so they get the server span that such a request has.
 */
export function traceInputRequests(connections: Connections) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function getRequestHandler(method) {
      const handler = original.call(this, method) as RequestHandler | undefined;
      const connection = connections.of(this);
      return handler === undefined || connection === undefined ? handler : serve(connection, handler);
    };
}

function serve(connection: Connection, handler: RequestHandler): RequestHandler {
  return (request, ...rest) => {
    const call = tryStartServing(connection, request as MethodMessage);
    if (call === undefined) return handler(request, ...rest);
    return context.with(call.context, () => settleWith(call, () => handler(request, ...rest)));
  };
}

function tryStartServing(connection: Connection, message: MethodMessage): Call | undefined {
  try {
    const { tracer, metrics, config } = connection.telemetry;
    const operation = connection.receivedOperation(message);
    const parent = extractContext(message, context.active());
    const span = tracer.startSpan(operation.spanName, operation.spanOptions, parent);
    describeMessage(span, operation, message);
    describePeer(span, connection);
    describeConversation(span, parent);
    const call = new Call({ operation, span, context: trace.setSpan(parent, span), duration: metrics.serverOperation });
    hookRequest(call, message, config);
    return call;
  } catch (error) {
    reportFault(error);
    return undefined;
  }
}
