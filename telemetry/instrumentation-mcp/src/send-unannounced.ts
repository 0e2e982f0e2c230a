import { context } from '@opentelemetry/api';
import type { Connection } from './connection.ts';
import { followSending } from './follow-sending.ts';
import type { Delivery, MethodMessage, RequestId } from './internal-types.ts';
import { failureOfLocalError } from './outcome.ts';
import { tryStartSending } from './outgoing.ts';
import { tryInjectContext } from './propagation.ts';
import { ERROR_TYPE } from './semconv.ts';
import { followAnswer } from './unannounced-answer.ts';

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
