/** How a client uses its connections to one service. */
export interface ConnectionLimits {
  /** Connections at a time; further calls wait for one. */
  connections: number;
  /** How long opening a connection may take. */
  connectTimeoutMilliseconds: number;
  /** How long a call may wait for a free connection. */
  queueTimeoutMilliseconds: number;
  /** How long nothing may come of an answer, neither its beginning nor its next piece. */
  readTimeoutMilliseconds: number;
  /** How long an unused connection is kept; shorter where the server says that it closes it earlier. */
  idleMilliseconds: number;
}

/** The monitoring guide's limits of connections between services. */
export const CONNECTION_LIMITS: ConnectionLimits = {
  connections: 10,
  connectTimeoutMilliseconds: 5_000,
  queueTimeoutMilliseconds: 10_000,
  readTimeoutMilliseconds: 30_000,
  idleMilliseconds: 30_000,
};
