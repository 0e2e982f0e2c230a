/** Stands for all names that do not exist, as in `http.request.method`. */
export const OTHER = '_OTHER';

/** What the answer to a message says about a name in it. */
export type Verdict = 'exists' | 'absent' | 'unclear';

/** Names that were listed or answered to: a server may have many, and one that answers to any name still has a limit. */
const MOST_CERTAIN = 500;
/** Names of which only failures are known. */
const MOST_UNCLEAR = 50;
const LONGEST = 200;

/**
 * The names of one kind (tools, prompts, methods) that exist on one side or the other. Peers give what names they like; only these become
 * span names and dimensions of metrics.
 */
export class Names {
  readonly #certain = new Set<string>([OTHER]);
  readonly #unclear = new Set<string>();

  /** @param known those that exist in any case */
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
