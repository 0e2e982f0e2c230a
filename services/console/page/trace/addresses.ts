/** Where the console's API has a trace. */
export function traceAddress(traceId: string): string {
  return `/api/traces/${encodeURIComponent(traceId)}`;
}

/** Where it explains it. */
export function explanationAddress(traceId: string): string {
  return `${traceAddress(traceId)}/explanation`;
}
