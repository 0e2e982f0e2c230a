import { context } from '@opentelemetry/api';
import { failureOfLocalError } from '../calls/outcome.ts';
import type { Connection } from '../connections/connection.ts';
import { tryInjectContext } from '../context/propagation.ts';
import { followAnswer } from '../incoming/unannounced-answer.ts';
import type { Delivery, MethodMessage, RequestId } from '../internal-types.ts';
import { ERROR_TYPE } from '../semconv.ts';
import { followSending } from './follow-sending.ts';
import { tryStartSending } from './start-outgoing.ts';

/** Traces a notification, or a request that the SDK hands to the transport without the protocol's bookkeeping. */
export function sendUnannounced(
  connection: Connection,
  { deliver, message, options }: Delivery<MethodMessage>,
): Promise<void> {
  const { id, method } = message;
  if (method === 'notifications/cancelled') endCancelled(connection, message);
  const call = tryStartSending(connection, message);
  if (call === undefined) return deliver(message, options);
  if (id !== undefined) followAnswer(connection, call, id);
  const traced = tryInjectContext(message, call.context);
  return followSending(() => context.with(call.context, () => deliver(traced, options)), {
    // A notification is over when it is sent; a request only when that fails.
    sent: () => {
      if (id === undefined) call.end();
    },
    failed: (error) => call.end(failureOfLocalError(error)),
  });
}

function endCancelled({ unannounced }: Connection, { params }: MethodMessage): void {
  unannounced.take(params?.requestId as RequestId)?.end({ errorType: ERROR_TYPE.cancelled });
}
