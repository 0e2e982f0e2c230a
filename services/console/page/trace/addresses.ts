/** The API's path of a trace. */
export function traceAddress(traceId: string): string {
  return `/api/traces/${encodeURIComponent(traceId)}`;
}

/** The API's path of its explanation. */
export function explanationAddress(traceId: string): string {
  return `${traceAddress(traceId)}/explanation`;
}
