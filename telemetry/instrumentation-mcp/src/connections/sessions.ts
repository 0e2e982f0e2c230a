import { performance } from 'node:perf_hooks';
import { ATTR_MCP_PROTOCOL_VERSION } from '../contract.ts';
import type { ProtocolMethod } from '../internal-types.ts';
import { reportFault } from '../report.ts';
import { ERROR_TYPE } from '../semconv.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';

/** Wraps the protocol's method that ends a connection. All unanswered calls end there, and so does the session. */
export function traceClose(connections: Connections) {
  return (original: ProtocolMethod): ProtocolMethod =>
    function onClose() {
      const connection = connections.of(this);
      if (connection !== undefined) close(connection);
      return original.call(this);
    };
}

/** Ends the running calls and the session of a closing connection. Does not throw. */
export function close(connection: Connection): void {
  try {
    connection.endAll({ errorType: ERROR_TYPE.connectionClosed });
    recordSession(connection);
  } catch (error) {
    reportFault(error);
  }
}

/** Records the session's duration. A server without sessions is created for each HTTP request, and so records none. */
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
