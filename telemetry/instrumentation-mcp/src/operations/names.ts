/** Replaces all names that do not exist, as in `http.request.method`. */
export const OTHER = '_OTHER';

/** What the answer to a message shows about a name in it. */
export type Verdict = 'exists' | 'absent' | 'unclear';

/** The most names that were listed or answered. A server may have many, but one that answers every name must not exceed this. */
const MOST_CERTAIN = 500;
/** The most names of which only failures are known. */
const MOST_UNCLEAR = 50;
const LONGEST = 200;

/**
 * The names of one kind (tools, prompts, methods) that exist on either side. Peers may send any name; only these become
 * span names and metric attributes.
 */
export class Names {
  readonly #certain = new Set<string>([OTHER]);
  readonly #unclear = new Set<string>();

  /** @param known names that exist in any case */
  constructor(known: Iterable<string> = []) {
    for (const name of known) this.#certain.add(name);
  }

  has(name: string): boolean {
    return this.#certain.has(name);
  }

  /** @returns whether telemetry may use the name after an answer with this verdict */
  judge(name: string, verdict: Verdict): boolean {
    if (this.#certain.has(name)) return true;
    this.#unclear.delete(name);
    if (verdict === 'absent' || name.length > LONGEST) return false;
    const [names, most] = verdict === 'exists' ? [this.#certain, MOST_CERTAIN] : [this.#unclear, MOST_UNCLEAR];
    return names.size < most && names.add(name).has(name);
  }
}
