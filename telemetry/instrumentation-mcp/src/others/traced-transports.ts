/** Transports that the application traces itself, so that they are not traced again in an SDK's protocol. */
const traced = new WeakSet<object>();

/** Marks a transport as traced. @returns false if it already was */
export function markTraced(transport: object): boolean {
  if (traced.has(transport)) return false;
  traced.add(transport);
  return true;
}

export function isTraced(transport: object): boolean {
  return traced.has(transport);
}
