import { context } from '@opentelemetry/api';
import type { Connections } from '../connections/connections.ts';
import type { MessageExtra, MethodMessage, ProtocolMethod, RequestId } from '../internal-types.ts';
import { ERROR_TYPE } from '../semconv.ts';
import { isPending } from './pending.ts';
import { tryStartReceiving } from './start-incoming.ts';

/** A request with its id. */
type Request = MethodMessage & { id: RequestId };

/**
 * Wraps the dispatch of incoming requests: handlers, and everything that they await, run inside the server span.
 * The span ends when the answer is sent. If no handler is running, the protocol has already answered, or never will.
 * @param isHandled returns whether a handler is running
 */
export function traceIncomingRequests(connections: Connections, isHandled = isPending) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function onRequest(request, received) {
      const message = request as Request;
      const extra = received as MessageExtra | undefined;
      const connection = connections.of(this);
      if (connection === undefined) return original.call(this, request, received);
      const call = tryStartReceiving({ connection, message, extra });
      if (call === undefined) return original.call(this, request, received);
      connection.incoming.set(message.id, call)?.end({ errorType: ERROR_TYPE.duplicateRequestId });
      try {
        return context.with(call.context, () => original.call(this, request, received));
      } finally {
        if (!isHandled(connection, message.id))
          connection.incoming.take(message.id)?.end({ errorType: ERROR_TYPE.dropped });
      }
    };
}
