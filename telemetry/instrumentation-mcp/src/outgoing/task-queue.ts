import type { Connections } from '../connections/connections.ts';
import type { Message, MethodMessage, ProtocolMethod } from '../internal-types.ts';
import { endAnswered, injectAnnounced } from './passing.ts';

interface QueuedMessage {
  message: Message;
}

/** Wraps v1's queue of messages that belong to a task, which reach the transport later or over another connection. */
export function traceQueue(connections: Connections) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function enqueueTaskMessage(taskId, queued, sessionId) {
      const connection = connections.of(this);
      if (connection === undefined) return original.call(this, taskId, queued, sessionId);
      const { message } = queued as QueuedMessage;
      if (message.method === undefined) endAnswered(connection, message);
      const traced = injectAnnounced(connection, message as MethodMessage) ?? message;
      return original.call(this, taskId, { ...(queued as QueuedMessage), message: traced }, sessionId);
    };
}
