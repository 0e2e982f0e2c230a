/** The upper bound that a bucket's label `le` names. */
export function boundOf(le = ''): number {
  return le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le);
}
