interface Conditional {
  when?: string | undefined;
}

/** Lists the declared keys that were not seen: `missing` are expected always, `conditional` only under the condition that follows them. */
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
