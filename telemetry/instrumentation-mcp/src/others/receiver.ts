import { context } from '@opentelemetry/api';
import type { Call } from '../calls/call.ts';
import { endCancelled } from '../calls/follow-to-end.ts';
import { failureOfException } from '../calls/outcome.ts';
import type { Connection } from '../connections/connection.ts';
import type { Connections } from '../connections/connections.ts';
import { infoOf } from '../connections/transport-info.ts';
import { isThenable } from '../incoming/handler-observer.ts';
import { tryStartReceiving } from '../incoming/start-incoming.ts';
import type { Message, MethodMessage, ProtocolMethod } from '../internal-types.ts';
import { outcomeOf } from '../outgoing/passing.ts';

/** What the transports of `tmcp` and `mcp-lite` pass on with a message. */
interface Received {
  sessionId?: string;
  /** The contents of the client's `initialize`. */
  sessionInfo?: { clientInfo?: unknown };
  /** Over HTTP one of these keys is present, if only as undefined. */
  auth?: unknown;
  authInfo?: unknown;
  subscriptionOrigin?: unknown;
}

/** Wraps the one method through which every message to a server passes, and which returns the answer. */
export function traceReceiver(connections: Connections) {
  const known = new WeakMap<object, Connection>();
  return (original: ProtocolMethod): ProtocolMethod =>
    function receive(message, received, ...rest) {
      const pass = () => original.call(this, message, received, ...rest);
      const connection = known.get(this) ?? connections.ofEntry({ send: () => Promise.resolve() });
      if (connection === undefined || !connection.telemetry.enabled || !isMethodMessage(message)) return pass();
      known.set(this, connection);
      describe(connection, received as Received | undefined);
      if (message.method === 'notifications/cancelled') endCancelled(connection, message);
      const call = tryStartReceiving({ connection, message, extra: undefined });
      return call === undefined ? pass() : answer(connection, call, pass);
    };
}

function isMethodMessage(message: unknown): message is MethodMessage {
  return typeof (message as Message | undefined)?.method === 'string';
}

function describe(connection: Connection, received: Received | undefined): void {
  connection.transport.sessionId = received?.sessionId;
  connection.meet('client', received?.sessionInfo?.clientInfo);
  if (connection.info.kind !== 'other' || received === undefined) return;
  if ('auth' in received || 'authInfo' in received) connection.describe(infoOf('http'));
  else if ('subscriptionOrigin' in received) connection.describe(infoOf('stdio'));
}

function answer(connection: Connection, call: Call, work: () => unknown): unknown {
  const end = (message: unknown) => call.end(outcomeOf(connection, call, (message ?? {}) as Message));
  const fail = (error: unknown) => call.end(failureOfException(error));
  try {
    const answered = context.with(call.context, work);
    if (isThenable(answered)) answered.then(end, fail);
    else end(answered);
    return answered;
  } catch (error) {
    fail(error);
    throw error;
  }
}
