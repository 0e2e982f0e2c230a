import type { Protocol, ProtocolMethod, Transport } from '../internal-types.ts';
import { reportFault } from '../report.ts';
import { ERROR_TYPE } from '../semconv.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import { followSiblings } from './siblings.ts';

/** Wraps v2's `connect`, which probes the server for its revision before the protocol knows the transport. */
export function traceConnect(connections: Connections) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function connect(transport, options) {
      const followed = tryFollow(connections, this, transport as Transport);
      const connecting = original.call(this, transport, options) as Promise<unknown>;
      return followed === undefined ? connecting : connecting.finally(() => followed.end());
    };
}

interface Followed {
  end(): void;
}

function tryFollow(connections: Connections, protocol: Protocol, transport: Transport): Followed | undefined {
  try {
    return follow(connections, protocol, transport);
  } catch (error) {
    reportFault(error);
    return undefined;
  }
}

function follow(connections: Connections, protocol: Protocol, transport: Transport): Followed | undefined {
  const connection = connections.on(protocol, transport);
  if (connection === undefined) return undefined;
  const probed = [connection];
  const release = followSiblings(connection, (sibling) => {
    const own = connections.on(protocol, sibling);
    if (own !== undefined) probed.push(own);
  });
  const end = () => {
    release();
    probed.forEach(endProbes);
  };
  return { end };
}

/** Ends probes without an answer as timed out, once connecting has succeeded or failed. */
function endProbes({ unannounced }: Connection): void {
  for (const call of unannounced.takeAll()) {
    if (call.operation.method === 'server/discover') call.end({ errorType: ERROR_TYPE.timeout });
    else if (call.id !== undefined) unannounced.set(call.id, call);
  }
}
