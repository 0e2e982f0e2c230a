import type { Connection } from './connection.ts';

/** How many connections that are gone may be remembered at least. */
const SLACK = 64;

/** The connections that somebody still holds. */
export class LiveConnections {
  readonly #references = new Set<WeakRef<Connection>>();
  #pruneAt = SLACK;

  add(connection: Connection): void {
    if (this.#references.size >= this.#pruneAt) this.#prune();
    this.#references.add(new WeakRef(connection));
  }

  all(): Connection[] {
    return [...this.#references].flatMap((reference) => reference.deref() ?? []);
  }

  /** Each time, so many must have come that looking through all of them costs each but little. */
  #prune(): void {
    for (const reference of this.#references) if (reference.deref() === undefined) this.#references.delete(reference);
    this.#pruneAt = this.#references.size * 2 + SLACK;
  }
}
