import type { Call } from './call.ts';
import type { Connection } from './connection.ts';
import type { Message, RequestId } from './internal-types.ts';
import { failureOfResponse } from './outcome.ts';

const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';
const SUBSCRIPTION_ID = 'io.modelcontextprotocol/subscriptionId';

/** Watches what arrives for the answer to `call`: no promise and no handler of the protocol stands for it. */
export function followAnswer({ unannounced, transport }: Connection, call: Call, id: RequestId): void {
  unannounced.set(id, call);
  call.setId(id);
  const receive = transport.onmessage;
  const watch: typeof receive = (message, extra) => {
    try {
      receive?.(message, extra);
    } finally {
      if (answeredRequest(message) === id) {
        call.end(message.error && failureOfResponse(message.error));
        unannounced.take(id);
        if (transport.onmessage === watch) transport.onmessage = receive;
      }
    }
  };
  transport.onmessage = watch;
}

/** The request that a message answers. A subscription is answered when it is acknowledged: its response comes only when it is over. */
export function answeredRequest({ method, id, params }: Message): RequestId | undefined {
  if (method === undefined) return id;
  return method === ACKNOWLEDGED ? (params?._meta?.[SUBSCRIPTION_ID] as RequestId | undefined) : undefined;
}
