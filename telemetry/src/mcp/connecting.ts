import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import type { ProtocolMethod, Transport } from './internal-types.ts';
import { ERROR_TYPE } from './semconv.ts';

/** Wraps v2's `connect`, which probes the server for its revision before the protocol knows the transport. */
export function traceConnect(connections: Connections) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function connect(...args) {
      const connection = connections.on(this, args[0] as Transport);
      const connecting = original.apply(this, args) as Promise<unknown>;
      return connection === undefined ? connecting : connecting.finally(() => endProbes(connection));
    };
}

/** A probe that has no answer when the connection stands, or has failed, timed out. */
function endProbes({ unannounced }: Connection): void {
  for (const [id, call] of unannounced) {
    if (call.operation.method !== 'server/discover') continue;
    call.end({ errorType: ERROR_TYPE.timeout });
    unannounced.delete(id);
  }
}
