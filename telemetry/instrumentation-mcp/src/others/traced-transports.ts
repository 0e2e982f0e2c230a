/** Transports that the application traces itself, so that no SDK's protocol traces them once more. */
const traced = new WeakSet<object>();

/** @returns false where it was traced already */
export function markTraced(transport: object): boolean {
  if (traced.has(transport)) return false;
  traced.add(transport);
  return true;
}

export function isTraced(transport: object): boolean {
  return traced.has(transport);
}
