import type { Connection } from './connection.ts';

/** How many collected connections may be remembered in any case. */
const SLACK = 64;

/** The connections that have not been garbage-collected. */
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

  /** The threshold grows with the number of connections, so that the cost of pruning per added connection stays small. */
  #prune(): void {
    for (const reference of this.#references) if (reference.deref() === undefined) this.#references.delete(reference);
    this.#pruneAt = this.#references.size * 2 + SLACK;
  }
}
