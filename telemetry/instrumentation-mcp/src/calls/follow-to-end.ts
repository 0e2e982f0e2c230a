import type { Connection } from '../connections/connection.ts';
import type { MethodMessage, RequestId } from '../internal-types.ts';
import { ERROR_TYPE } from '../semconv.ts';

/**
 * Follows running calls without a promise to their end after the SDK's methods have been restored. Such a call ends with its answer, which passes the
 * transport's `send` or is already watched for, when the peer cancels it, or with the transport. From here on, the last two are observed on the transport.
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

/** Ends the call of a request that the peer has cancelled. It will not be answered, even if the handler settles. */
export function endCancelled({ incoming }: Connection, { params }: MethodMessage): void {
  incoming.take(params?.requestId as RequestId)?.end({ errorType: ERROR_TYPE.cancelled, isAbandoned: true });
}
