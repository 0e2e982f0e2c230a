/**
 * Repairs a store, losing as little as possible. The lines are the last ones that the failed run logged.
 * @returns what was done, as the rest of a sentence about the process; undefined if the lines report no damage, or none that can be repaired
 */
export type Recovery = (lines: readonly string[]) => string | undefined;

/** A kind of damage: how the program reports it, and the repair after which it can open its store again. */
export interface DamageKind {
  /** The match of its first group is passed to the repair. */
  reported: RegExp;
  repair(named: string): string | undefined;
}

/** Faults outside the store. They are not damage, and setting data aside because of them would lose it for nothing. */
const SURROUNDINGS =
  /no space left|disk quota|permission denied|operation not permitted|read-only file system|too many open files|cannot allocate memory|input\/output error|address already in use|directory lock|another process/i;

/** Builds a recovery that makes the repair of the first kind of damage which a line reports. */
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

/** If the repair fails, for example on a full disk, the program's own report remains the reason that is shown. */
function attempt(repair: () => string | undefined): string | undefined {
  try {
    return repair();
  } catch {
    return undefined;
  }
}
