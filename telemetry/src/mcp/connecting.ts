import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import type { ProtocolMethod, Transport } from './internal-types.ts';
import { ERROR_TYPE } from './semconv.ts';

/** Wraps v2's `connect`, which probes the server for its revision before the protocol knows the transport. */
export function traceConnect(connections: Connections) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function connect(transport, options) {
      const connection = connections.on(this, transport as Transport);
      const connecting = original.call(this, transport, options) as Promise<unknown>;
      return connection === undefined ? connecting : connecting.finally(() => endProbes(connection));
    };
}

/** A probe that has no answer when the connection stands, or has failed, timed out. */
function endProbes({ unannounced }: Connection): void {
  for (const call of unannounced.takeAll()) {
    if (call.operation.method === 'server/discover') call.end({ errorType: ERROR_TYPE.timeout });
    else if (call.id !== undefined) unannounced.set(call.id, call);
  }
}
