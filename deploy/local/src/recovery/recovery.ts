/**
 * Repairs a store by what its last run wrote before it ended, losing as little as possible. Answers what was done, as the rest of a sentence
 * about the process; undefined when the lines name no damage, or none that can be repaired.
 */
export type Recovery = (lines: readonly string[]) => string | undefined;

/** A kind of damage: how the program reports it, and what opens its store again. */
export interface DamageKind {
  /** What the first group matches is given to the repair. */
  reported: RegExp;
  repair(named: string): string | undefined;
}

/** Faults around a store: they are no damage, and moving its data away would lose it for nothing. */
const SURROUNDINGS =
  /no space left|disk quota|permission denied|operation not permitted|read-only file system|too many open files|cannot allocate memory|input\/output error|address already in use|directory lock|another process/i;

/** The recovery by the first kind that a line reports. */
export function recoveryOf(kinds: readonly DamageKind[]): Recovery {
  return (lines) => {
    if (lines.some((line) => SURROUNDINGS.test(line))) return undefined;
    for (const { reported, repair } of kinds) {
      const match = lines.map((line) => reported.exec(line)).findLast((found) => found !== null);
      if (match) return attempt(() => repair(match[1] ?? ''));
    }
    return undefined;
  };
}

/** A repair that fails, as on a full disk, leaves the program's own report as the reason. */
function attempt(repair: () => string | undefined): string | undefined {
  try {
    return repair();
  } catch {
    return undefined;
  }
}
