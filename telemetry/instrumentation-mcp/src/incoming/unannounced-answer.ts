import type { Call } from '../calls/call.ts';
import { hookResponse } from '../calls/hooks.ts';
import { type Failure, failureOfResponse } from '../calls/outcome.ts';
import { noteResult } from '../calls/result.ts';
import type { Connection } from '../connections/connection.ts';
import type { Message, RequestId } from '../internal-types.ts';
import { ERROR_TYPE } from '../semconv.ts';

const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';
const SUBSCRIPTION_ID = 'io.modelcontextprotocol/subscriptionId';

/** Watches incoming messages for the answer to `call`, for which the protocol has neither a promise nor a handler. */
export function followAnswer(connection: Connection, call: Call, id: RequestId): void {
  connection.unannounced.set(id, call)?.end({ errorType: ERROR_TYPE.duplicateRequestId });
  call.setId(id);
  if (connection.watch === undefined || connection.transport.onmessage !== connection.watch) watchAnswers(connection);
}

/** Installs one watch for all calls: several could only be removed in the reverse order of their installation, and requests overlap. */
function watchAnswers(connection: Connection): void {
  const { transport, unannounced } = connection;
  const receive = transport.onmessage;
  const watch: typeof receive = (message, extra) => {
    try {
      receive?.(message, extra);
    } finally {
      endByAnswer(connection, message);
      if (unannounced.isEmpty && transport.onmessage === watch) transport.onmessage = receive;
    }
  };
  connection.watch = watch;
  transport.onmessage = watch;
}

/** Ends the call that a message answers, if any. A transport may also receive null or undefined. */
export function endByAnswer(connection: Connection, message: Message | null | undefined): void {
  if (!message) return;
  const call = connection.unannounced.take(answeredRequest(message));
  if (call !== undefined) call.end(failureOf(connection, call, message));
}

function failureOf(connection: Connection, call: Call, { error, result }: Message): Failure | undefined {
  if (error === undefined) return noteResult(connection, call, result);
  hookResponse(call, { error }, connection.telemetry.config);
  return failureOfResponse(error);
}

/** The id of the request that a message answers. A subscription is answered by its acknowledgement, because its response comes only at its end. */
export function answeredRequest({ method, id, params }: Message): RequestId | undefined {
  if (method === undefined) return id;
  return method === ACKNOWLEDGED ? (params?._meta?.[SUBSCRIPTION_ID] as RequestId | undefined) : undefined;
}
