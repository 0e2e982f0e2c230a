import type { Connection } from '../connections/connection.ts';
import type { Connections } from '../connections/connections.ts';
import type { ProtocolMethod } from '../internal-types.ts';
import { ERROR_TYPE } from '../semconv.ts';
import { isPending } from './pending.ts';

/**
 * Wraps the protocol's error reporting. An answer that cannot be made because of what the handler threw is reported only there;
 * two microtasks later, the protocol has forgotten the request.
 */
export function traceErrors(connections: Connections) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function onError(error) {
      const connection = connections.of(this);
      if (connection?.incoming.isEmpty === false) {
        queueMicrotask(() => queueMicrotask(() => endForgotten(connection)));
      }
      return original.call(this, error);
    };
}

function endForgotten(connection: Connection): void {
  const { incoming } = connection;
  for (const id of incoming.ids()) {
    if (!isPending(connection, id)) incoming.take(id)?.end({ errorType: ERROR_TYPE.dropped });
  }
}
