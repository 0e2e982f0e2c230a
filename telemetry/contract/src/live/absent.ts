interface Conditional {
  when?: string | undefined;
}

/** What was not there: that which should be in any case, and that which takes a condition. */
export function absent(
  declared: Record<string, Conditional>,
  seen: ReadonlySet<string>,
): { missing: string[]; conditional: string[] } {
  const unseen = Object.entries(declared).filter(([key]) => !seen.has(key));
  return {
    missing: unseen.filter(([, { when }]) => when === undefined).map(([key]) => key),
    conditional: unseen.filter(([, { when }]) => when !== undefined).map(([key, { when }]) => `${key} (when ${when})`),
  };
}
