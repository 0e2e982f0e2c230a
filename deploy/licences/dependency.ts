/** One version of a package or module, and the licence that it states. */
export interface Dependency {
  name: string;
  version: string;
  /** The licence as an SPDX expression. */
  licence: string;
}

export const byName = (one: { name: string; version: string }, other: { name: string; version: string }) =>
  compare(one.name, other.name) || compare(one.version, other.version);

/** Compares by code units, so that the order does not depend on the machine's locale. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
