import { context } from '@opentelemetry/api';
import type { Call } from './call.ts';
import type { Connection } from './connection.ts';
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
  return endWhenSent(call, id === undefined, () => context.with(call.context, () => deliver(traced, options)));
}

function endCancelled({ unannounced }: Connection, { params }: MethodMessage): void {
  unannounced.take(params?.requestId as RequestId)?.end({ errorType: ERROR_TYPE.cancelled });
}

/** A notification is over when it is sent; a request only when that fails. */
function endWhenSent(call: Call, isNotification: boolean, deliver: () => Promise<void>): Promise<void> {
  const end = () => {
    if (isNotification) call.end();
  };
  const fail = (error: unknown) => {
    call.end(failureOfLocalError(error, false));
    throw error;
  };
  try {
    return Promise.resolve(deliver()).then(end, fail);
  } catch (error) {
    return fail(error);
  }
}
