import { performance } from 'node:perf_hooks';
import { ATTR_MCP_PROTOCOL_VERSION } from '../contract.ts';
import type { ProtocolMethod } from '../internal-types.ts';
import { reportFault } from '../report.ts';
import { ERROR_TYPE } from '../semconv.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';

/** Wraps the protocol's end of a connection: whatever is still unanswered ends there, and so does the session. */
export function traceClose(connections: Connections) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function onClose() {
      const connection = connections.of(this);
      if (connection !== undefined) close(connection);
      return original.call(this);
    };
}

/** Ends what is under way on a connection that is closing. Does not throw. */
export function close(connection: Connection): void {
  try {
    connection.endAll({ errorType: ERROR_TYPE.connectionClosed });
    recordSession(connection);
  } catch (error) {
    reportFault(error);
  }
}

/** A server without sessions is made anew for each HTTP request: what it sees is not a session. */
function recordSession(connection: Connection): void {
  const { role, info, peer, peerRole, sessionId, sessionStartedAt, protocolVersion, telemetry } = connection;
  if (sessionStartedAt === undefined) return;
  connection.sessionStartedAt = undefined;
  if (role === 'server' && info.kind === 'http' && sessionId === undefined) return;
  const duration = role === 'client' ? telemetry.metrics.clientSession : telemetry.metrics.serverSession;
  duration.record((performance.now() - sessionStartedAt) / 1000, {
    ...(protocolVersion !== undefined && { [ATTR_MCP_PROTOCOL_VERSION]: protocolVersion }),
    ...info.network,
    ...info.server,
    ...peer?.attributes[peerRole],
  });
}
