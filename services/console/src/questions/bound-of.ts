/** The upper bound in a bucket's label `le`. */
export function boundOf(le = ''): number {
  return le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le);
}
