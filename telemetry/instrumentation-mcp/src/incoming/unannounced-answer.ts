import type { Call } from '../calls/call.ts';
import { hookResponse } from '../calls/hooks.ts';
import { type Failure, failureOfResponse } from '../calls/outcome.ts';
import { noteResult } from '../calls/result.ts';
import type { Connection } from '../connections/connection.ts';
import type { Message, RequestId } from '../internal-types.ts';
import { ERROR_TYPE } from '../semconv.ts';

const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';
const SUBSCRIPTION_ID = 'io.modelcontextprotocol/subscriptionId';

/** Watches what arrives for the answer to `call`: no promise and no handler of the protocol stands for it. */
export function followAnswer(connection: Connection, call: Call, id: RequestId): void {
  connection.unannounced.set(id, call)?.end({ errorType: ERROR_TYPE.duplicateRequestId });
  call.setId(id);
  if (connection.watch === undefined || connection.transport.onmessage !== connection.watch) watchAnswers(connection);
}

/** One watch serves all: those of requests that overlap could not be taken off in another order than they were put on. */
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

/** Ends the call that a message answers, if it answers one. A transport may receive nothing, too. */
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

/** The request that a message answers. A subscription is answered when it is acknowledged: its response comes only when it is over. */
export function answeredRequest({ method, id, params }: Message): RequestId | undefined {
  if (method === undefined) return id;
  return method === ACKNOWLEDGED ? (params?._meta?.[SUBSCRIPTION_ID] as RequestId | undefined) : undefined;
}
