import type { Call } from '../calls/call.ts';
import { hookResponse } from '../calls/hooks.ts';
import { type Failure, failureOfOwnResponse } from '../calls/outcome.ts';
import { noteResult } from '../calls/result.ts';
import { type Connection, clientIn } from '../connections/connection.ts';
import { tryInjectContext } from '../context/propagation.ts';
import type { Message, MethodMessage } from '../internal-types.ts';

/** The answer to a request of the peer leaves: its span ends with what the peer will see. */
export function endAnswered(connection: Connection, message: Message): void {
  const call = connection.incoming.take(message.id);
  call?.end(outcomeOf(connection, call, message));
}

/** How `call` failed by this side's answer; undefined when it did not. */
export function outcomeOf(connection: Connection, call: Call, { result, error }: Message): Failure | undefined {
  if (error === undefined) return noteResult(connection, call, result);
  hookResponse(call, { error }, connection.telemetry.config);
  return failureOfOwnResponse(error);
}

/** The message of the request that was announced just now, with its context; undefined for any other message. */
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
