import { performance } from 'node:perf_hooks';
import { failureOfLocalError } from '../calls/outcome.ts';
import type { Connection } from '../connections/connection.ts';
import type { Delivery } from '../internal-types.ts';
import { followSending } from './follow-sending.ts';
import { endAnswered, outcomeOf } from './passing.ts';

/**
 * Sends the answer to a request of the peer. Its span ends as the answer leaves, since the peer may have it before the transport says so, but
 * only once that has: it may be nothing that can be sent.
 */
export function sendAnswer(connection: Connection, { deliver, message, options }: Delivery): Promise<void> {
  // In memory, the peer has received it before this returns.
  if (connection.info.kind === 'memory') endAnswered(connection, message);
  const call = connection.incoming.take(message.id);
  if (call === undefined) return deliver(message, options);
  const outcome = outcomeOf(connection, call, message);
  connection.answering.set(call, outcome);
  call.foretell(outcome);
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
