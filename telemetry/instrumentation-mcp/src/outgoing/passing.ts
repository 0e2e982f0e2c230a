import type { Call } from '../calls/call.ts';
import { hookResponse } from '../calls/hooks.ts';
import { type Failure, failureOfOwnResponse } from '../calls/outcome.ts';
import { noteResult } from '../calls/result.ts';
import { type Connection, clientIn } from '../connections/connection.ts';
import { tryInjectContext } from '../context/propagation.ts';
import type { Message, MethodMessage } from '../internal-types.ts';

/** Ends the span of a request of the peer with the answer that is about to be sent. */
export function endAnswered(connection: Connection, message: Message): void {
  const call = connection.incoming.take(message.id);
  call?.end(outcomeOf(connection, call, message));
}

/** The failure that this side's answer to `call` reports; undefined when it succeeded. */
export function outcomeOf(connection: Connection, call: Call, { result, error }: Message): Failure | undefined {
  if (error === undefined) return noteResult(connection, call, result);
  hookResponse(call, { error }, connection.telemetry.config);
  return failureOfOwnResponse(error);
}

/** Returns the message of the request that was just announced, with its context; undefined for any other message. */
export function injectAnnounced(connection: Connection, message: MethodMessage): MethodMessage | undefined {
  const call = takeAnnounced(connection, message);
  return call === undefined ? undefined : tryInjectContext(message, call.context);
}

function takeAnnounced(connection: Connection, message: MethodMessage): Call | undefined {
  const { id, method } = message;
  const call = connection.sending;
  if (call === undefined || id === undefined || call.operation.method !== method) return undefined;
  connection.sending = undefined;
  connection.outgoing.set(id, call);
  call.setId(id);
  if (connection.role === 'client') connection.meet('client', clientIn(message), call);
  return call;
}
