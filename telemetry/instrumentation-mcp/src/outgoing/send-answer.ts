import { performance } from 'node:perf_hooks';
import { failureOfLocalError } from '../calls/outcome.ts';
import type { Connection } from '../connections/connection.ts';
import type { Delivery } from '../internal-types.ts';
import { followSending } from './follow-sending.ts';
import { endAnswered, outcomeOf } from './passing.ts';

/**
 * Sends the answer to a request of the peer. The span gets the time at which the answer was handed over as its end, because the peer may have it before
 * the transport confirms it. It is ended only after that confirmation, because sending may fail.
 */
export function sendAnswer(connection: Connection, { deliver, message, options }: Delivery): Promise<void> {
  // In memory, the peer has received the answer before `deliver` returns.
  if (connection.info.kind === 'memory') endAnswered(connection, message);
  const call = connection.incoming.take(message.id);
  if (call === undefined) return deliver(message, options);
  const outcome = outcomeOf(connection, call, message);
  connection.answering.set(call, outcome);
  call.failBorrowed(outcome);
  const handedOverAt = performance.now();
  const end = (failure: typeof outcome, at?: number) => {
    connection.answering.delete(call);
    call.end(failure, at);
  };
  return followSending(() => deliver(message, options), {
    sent: () => end(outcome, handedOverAt),
    failed: (error) => end(failureOfLocalError(error)),
  });
}
