import { context } from '@opentelemetry/api';
import type { Call } from '../calls/call.ts';
import { endCancelled } from '../calls/follow-to-end.ts';
import type { Connection } from '../connections/connection.ts';
import type { Connections } from '../connections/connections.ts';
import type { MessageExtra, MethodMessage, ProtocolMethod } from '../internal-types.ts';
import { observeHandler } from './handler-observer.ts';
import { tryStartReceiving } from './start-incoming.ts';

/** Wraps the dispatch of incoming notifications. v2's client overrides it and calls the original, so the inner call is for the same notification. */
export function traceIncomingNotifications(connections: Connections) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function onNotification(notification, received) {
      const message = notification as MethodMessage;
      const extra = received as MessageExtra | undefined;
      const connection = connections.of(this);
      if (connection === undefined || connection.dispatching === message)
        return original.call(this, notification, received);
      if (message.method === 'notifications/cancelled') endCancelled(connection, message);
      const call = tryStartReceiving({ connection, message, extra });
      if (call === undefined) return original.call(this, notification, received);
      return dispatch({ connection, call, message, work: () => original.call(this, notification, received) });
    };
}

interface Dispatch {
  connection: Connection;
  call: Call;
  message: MethodMessage;
  work: () => unknown;
}

function dispatch({ connection, call, message, work }: Dispatch): unknown {
  connection.dispatching = message;
  const restore = observeHandler(connection.protocol, message.method, call);
  try {
    return context.with(call.context, work);
  } finally {
    restore();
    connection.dispatching = undefined;
  }
}
