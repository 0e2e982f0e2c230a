import type { Connection } from '../connections/connection.ts';
import type { Delivery, MethodMessage, Send } from '../internal-types.ts';
import { injectAnnounced } from './passing.ts';
import { sendAnswer } from './send-answer.ts';
import { sendUnannounced } from './send-unannounced.ts';

/**
 * Hooks the `send` of the connection's transport. All outgoing messages pass there, including those that no method of the protocol
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

/** Hooks `send` again, outside of hooks that others have installed since, because these end their spans when the answer passes. */
export function hookSendFirst(connection: Connection): void {
  if (connection.hook !== undefined && connection.transport.send !== connection.hook) hookSend(connection);
}

function pass(connection: Connection, { deliver, message, options }: Delivery): Promise<void> {
  // A missing message is a mistake that the transport itself reports.
  if (!message) return deliver(message, options);
  if (message.method === undefined) return sendAnswer(connection, { deliver, message, options });
  const request = message as MethodMessage;
  const announced = injectAnnounced(connection, request);
  if (announced !== undefined) return deliver(announced, options);
  if (!connection.telemetry.enabled || isUnderWay(connection, request)) return deliver(message, options);
  return sendUnannounced(connection, { deliver, message: request, options });
}

/** Whether a request is already traced, because it was queued after it was announced. */
function isUnderWay({ outgoing }: Connection, { id }: MethodMessage): boolean {
  return outgoing.get(id) !== undefined;
}
