export const OUTCOMES = ['answered', 'closed', 'shed', 'failed'] as const;

/** The outcome of an input: answered as an error of the client, connection closed, asked to try again later, or failed by the server. */
export type Outcome = (typeof OUTCOMES)[number];

const MAX_KINDS = 40;
const SHOWN_CHARACTERS = 200;

/** The outcomes of inputs, by attack. */
export class Tally {
  readonly #counts = new Map<string, Record<Outcome, number>>();
  readonly #failures = new Map<string, number>();
  sent = 0;

  count(attack: string, outcome: Outcome): void {
    const counts = this.#counts.get(attack) ?? { answered: 0, closed: 0, shed: 0, failed: 0 };
    counts[outcome]++;
    this.#counts.set(attack, counts);
    this.sent++;
  }

  /** Failures that differ only in numbers count as one. */
  noteFailure(text: string): void {
    const kind = text.replace(/\d{4,}|[0-9a-f]{16,}/g, '…').slice(0, SHOWN_CHARACTERS);
    if (this.#failures.size < MAX_KINDS || this.#failures.has(kind))
      this.#failures.set(kind, (this.#failures.get(kind) ?? 0) + 1);
  }

  total(outcome: Outcome): number {
    return [...this.#counts.values()].reduce((sum, counts) => sum + counts[outcome], 0);
  }

  /** One line for each attack, and one for each kind of failure. */
  lines(): string[] {
    const rows = [...this.#counts].map(([attack, counts]) => [attack, ...OUTCOMES.map((outcome) => counts[outcome])]);
    const table = [['', ...OUTCOMES], ...rows].map(([name, ...cells]) =>
      [String(name).padEnd(38), ...cells.map((cell) => String(cell).padStart(9))].join(''),
    );
    return [...table, ...Array.from(this.#failures, ([kind, times]) => `  ${times} x ${kind}`)];
  }
}
