import type { Connection } from '../connections/connection.ts';
import type { MethodMessage, RequestId } from '../internal-types.ts';
import { ERROR_TYPE } from '../semconv.ts';

/**
 * What is under way when the methods of the SDK are restored, and has no promise, ends by an answer, which passes the transport's `send`
 * or is watched for already; by the peer's cancelling it, or with the transport: these are seen on the transport from here on.
 */
export function followToEnd(connection: Connection): void {
  const { transport } = connection;
  if (connection.isFollowed || isIdle(connection)) return;
  const { onmessage, onclose } = transport;
  const release = () => {
    if (transport.onmessage !== watchMessages || transport.onclose !== watchClose) return;
    Object.assign(transport, { onmessage, onclose });
    connection.isFollowed = false;
  };
  const watchMessages: typeof onmessage = (message, extra) => {
    if (message.method === 'notifications/cancelled') endCancelled(connection, message as MethodMessage);
    if (isIdle(connection)) release();
    onmessage?.(message, extra);
  };
  const watchClose = () => {
    connection.endAll({ errorType: ERROR_TYPE.connectionClosed });
    release();
    onclose?.();
  };
  Object.assign(transport, { onmessage: watchMessages, onclose: watchClose });
  connection.isFollowed = true;
}

function isIdle({ answering, incoming, unannounced }: Connection): boolean {
  return answering.size === 0 && incoming.isEmpty && unannounced.isEmpty;
}

/** The peer gives up on its request: nothing will be answered, whether or not the handler ever settles. */
export function endCancelled({ incoming }: Connection, { params }: MethodMessage): void {
  incoming.take(params?.requestId as RequestId)?.end({ errorType: ERROR_TYPE.cancelled, isAbandoned: true });
}
