import type { Bucket } from '../metrics/histogram.ts';

/** The side whose spans or metrics describe the calls. */
export type Side = 'server' | 'client';

/** The values that distinguish MCP calls; undefined if a program does not report one. */
export interface CallKey {
  /** The service that answers; on the client side, the name that the server reports, or its address. */
  server: string | undefined;
  serverVersion: string | undefined;
  /** The name that the client reports; on the client side, the calling service. */
  client: string | undefined;
  clientVersion: string | undefined;
  method: string;
  tool: string | undefined;
  prompt: string | undefined;
  /** Revision of MCP. */
  protocol: string | undefined;
  transport: string | undefined;
  errorType: string | undefined;
  failed: boolean;
}

/** Calls with the same key. */
export interface CallGroup extends CallKey {
  count: number;
  /** Cumulative, sorted by bound; undefined if the unit of the durations is unknown. */
  buckets: readonly Bucket[] | undefined;
}

/** Errors of a server's spans when the client has left: they are no errors of the server. */
const LEFT = new Set(['cancelled', 'connection_closed']);

export function isFailure(errorType: string | undefined, side: Side): boolean {
  return errorType !== undefined && !(side === 'server' && LEFT.has(errorType));
}
