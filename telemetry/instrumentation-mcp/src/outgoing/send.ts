import type { Connection } from '../connections/connection.ts';
import type { Delivery, MethodMessage, Send } from '../internal-types.ts';
import { injectAnnounced } from './passing.ts';
import { sendAnswer } from './send-answer.ts';
import { sendUnannounced } from './send-unannounced.ts';

/**
 * Puts itself before the `send` of the connection's transport. Everything passes there, also what no method of the protocol
 * announces: cancellations, answers, the client's first probe.
 */
export function hookSend(connection: Connection): void {
  const { transport } = connection;
  const isOwn = Object.hasOwn(transport, 'send');
  const original = transport.send;
  const deliver: Send = (message, options) => original.call(transport, message, options);
  const hooked: Send = (message, options) => {
    if (connection.hook !== hooked) return deliver(message, options);
    if (!connection.telemetry.enabled && connection.incoming.isEmpty) connection.unhook();
    return pass(connection, { deliver, message, options });
  };
  connection.unhook = () => {
    connection.hook = undefined;
    if (transport.send !== hooked) return;
    if (isOwn) transport.send = original;
    else Reflect.deleteProperty(transport, 'send');
  };
  transport.send = hooked;
  connection.hook = hooked;
}

/** Puts itself before what others have put there since: they end their spans as the answer passes. */
export function hookSendFirst(connection: Connection): void {
  if (connection.hook !== undefined && connection.transport.send !== connection.hook) hookSend(connection);
}

function pass(connection: Connection, { deliver, message, options }: Delivery): Promise<void> {
  // Without a message, the transport itself reports the mistake.
  if (!message) return deliver(message, options);
  if (message.method === undefined) return sendAnswer(connection, { deliver, message, options });
  const request = message as MethodMessage;
  const announced = injectAnnounced(connection, request);
  if (announced !== undefined) return deliver(announced, options);
  if (!connection.telemetry.enabled || isUnderWay(connection, request)) return deliver(message, options);
  return sendUnannounced(connection, { deliver, message: request, options });
}

/** A request that waited in a queue after it was announced. */
function isUnderWay({ outgoing }: Connection, { id }: MethodMessage): boolean {
  return outgoing.get(id) !== undefined;
}
