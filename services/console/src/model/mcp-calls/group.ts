import type { Bucket } from '../metrics/histogram.ts';

/** Which end of the calls saw them. */
export type Side = 'server' | 'client';

/** The values by which MCP calls are distinguished. What a program does not say of itself is undefined. */
export interface CallKey {
  /** The service that answers; seen by a client, the name that the server gives itself, or its address. */
  server: string | undefined;
  serverVersion: string | undefined;
  /** The name that the client gives itself; seen by a client, the service that asks. */
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

/** Calls that are alike in all of it. */
export interface CallGroup extends CallKey {
  count: number;
  /** Cumulative, in the order of their bounds; undefined where the durations have an unknown unit. */
  buckets: readonly Bucket[] | undefined;
}

/** What a server says of a call that its client gave up: no error of the server. */
const LEFT = new Set(['cancelled', 'connection_closed']);

export function isFailure(errorType: string | undefined, side: Side): boolean {
  return errorType !== undefined && !(side === 'server' && LEFT.has(errorType));
}
