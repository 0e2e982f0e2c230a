/** How a client uses its connections to one service. */
export interface ConnectionLimits {
  /** Connections at once; further calls wait for one. */
  connections: number;
  /** How long opening a connection may take. */
  connectTimeoutMilliseconds: number;
  /** How long a call may wait for a free connection. */
  queueTimeoutMilliseconds: number;
  /** How long an answer may pause, before its beginning and before each further piece. */
  readTimeoutMilliseconds: number;
  /** How long an unused connection is kept; shorter if the server announces that it closes it earlier. */
  idleMilliseconds: number;
}

/** The monitoring guide's limits for connections between services. */
export const CONNECTION_LIMITS: ConnectionLimits = {
  connections: 10,
  connectTimeoutMilliseconds: 5_000,
  queueTimeoutMilliseconds: 10_000,
  readTimeoutMilliseconds: 30_000,
  idleMilliseconds: 30_000,
};
