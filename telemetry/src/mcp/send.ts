import type { Connection } from './connection.ts';
import type { Message, MethodMessage, Send } from './internal-types.ts';
import { endAnswered, injectAnnounced } from './passing.ts';
import { sendUnannounced } from './send-unannounced.ts';

/**
 * Puts itself before the `send` of the connection's transport. Everything passes there, also what no method of the protocol
 * announces: cancellations, answers, the client's first probe.
 */
export function hookSend(connection: Connection): void {
  const { transport } = connection;
  const isOwn = Object.hasOwn(transport, 'send');
  const original = transport.send;
  const deliver: Send = (...args) => original.apply(transport, args);
  const hooked: Send = (message, ...rest) => {
    if (!connection.telemetry.enabled) unhook();
    return pass({ connection, deliver, message, rest });
  };
  const unhook = () => {
    connection.isHooked = false;
    if (transport.send !== hooked) return;
    if (isOwn) transport.send = original;
    else Reflect.deleteProperty(transport, 'send');
  };
  transport.send = hooked;
  connection.isHooked = true;
}

interface Passage {
  connection: Connection;
  deliver: Send;
  message: Message;
  rest: unknown[];
}

function pass({ connection, deliver, message, rest }: Passage): Promise<void> {
  if (message.method === undefined) {
    endAnswered(connection, message);
    return deliver(message, ...rest);
  }
  const request = message as MethodMessage;
  const announced = injectAnnounced(connection, request);
  if (announced !== undefined) return deliver(announced, ...rest);
  if (!connection.telemetry.enabled || isUnderWay(connection, request)) return deliver(message, ...rest);
  return sendUnannounced({ connection, deliver, message: request, rest });
}

/** A request that waited in a queue after it was announced. */
function isUnderWay({ outgoing }: Connection, { id }: MethodMessage): boolean {
  return id !== undefined && outgoing.has(id);
}
