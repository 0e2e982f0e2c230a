import { context } from '@opentelemetry/api';
import type { Connection } from '../connections/connection.ts';
import type { Connections } from '../connections/connections.ts';
import { tryStartReceiving } from '../incoming/start-incoming.ts';
import { answeredRequest } from '../incoming/unannounced-answer.ts';
import type { MethodMessage, ProtocolMethod, RequestId, Transport } from '../internal-types.ts';
import { endAnswered } from '../outgoing/passing.ts';
import { sendUnannounced } from '../outgoing/send-unannounced.ts';
import { reportFault } from '../report.ts';
import { ERROR_TYPE, SUBSCRIBE } from '../semconv.ts';

const PROTOCOL_VERSION = 'io.modelcontextprotocol/protocolVersion';

/**
 * Wraps v2's `serveStdio`, which serves subscriptions itself, so that no server instance sees them.
 * @param createTransport creates the transport that `serveStdio` uses when it is given none
 */
export function traceStdioSubscriptions(connections: Connections, createTransport: () => Transport) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function serveStdio(factory, options) {
      const given = options as { transport?: Transport } | undefined;
      const transport = given?.transport ?? createTransport();
      const connection = connections.ofEntry(transport);
      const handle = original.call(this, factory, { ...given, transport });
      if (connection !== undefined) tryFollow(connection);
      return handle;
    };
}

function tryFollow(connection: Connection): void {
  try {
    const subscriptions = new Set<RequestId>();
    followReceived(connection, subscriptions);
    followSent(connection, subscriptions);
  } catch (error) {
    reportFault(error);
  }
}

function followReceived(connection: Connection, subscriptions: Set<RequestId>): void {
  const { transport } = connection;
  const { onmessage, onclose } = transport;
  transport.onmessage = (message, extra) => {
    if (message.method === SUBSCRIBE) start(connection, message as MethodMessage);
    else if (message.method === 'notifications/cancelled') cancel(connection, message as MethodMessage, subscriptions);
    onmessage?.(message, extra);
  };
  transport.onclose = () => {
    connection.endAll({ errorType: ERROR_TYPE.connectionClosed });
    onclose?.();
  };
}

/** Starts the call of a subscription. In a revision without subscriptions, a server instance answers that the method does not exist, and traces that. */
function start(connection: Connection, message: MethodMessage): void {
  const version = message.params?._meta?.[PROTOCOL_VERSION];
  if (version === undefined || message.id === undefined) return;
  connection.agreeOn(version);
  const call = tryStartReceiving({ connection, message, extra: undefined });
  if (call === undefined) return;
  connection.incoming.set(message.id, call)?.end({ errorType: ERROR_TYPE.duplicateRequestId });
}

/** Traces the cancellation of a subscription, which no server instance sees either. */
function cancel(connection: Connection, message: MethodMessage, subscriptions: Set<RequestId>): void {
  if (!subscriptions.delete(message.params?.requestId as RequestId)) return;
  tryStartReceiving({ connection, message, extra: undefined })?.end();
}

function followSent(connection: Connection, subscriptions: Set<RequestId>): void {
  const { transport } = connection;
  const original = transport.send;
  const deliver: Transport['send'] = (message, options) => original.call(transport, message, options);
  transport.send = (message, options) => {
    const id = answeredRequest(message);
    if (message.method === undefined || connection.incoming.get(id) === undefined) {
      if (id !== undefined) subscriptions.delete(id);
      endAnswered(connection, message);
      return deliver(message, options);
    }
    subscriptions.add(id as RequestId);
    return acknowledge(connection, id as RequestId, () =>
      sendUnannounced(connection, { deliver, message: message as MethodMessage, options }),
    );
  };
}

function acknowledge(connection: Connection, id: RequestId, send: () => Promise<void>): Promise<void> {
  const call = connection.incoming.take(id);
  if (call === undefined) return send();
  const sent = context.with(call.context, send);
  call.end();
  return sent;
}
