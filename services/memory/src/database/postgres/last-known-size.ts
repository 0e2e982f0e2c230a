import { sql } from 'kysely';
import type { Tables } from '../schema.ts';

/** The size of the database when it was last read. Metrics do not wait for it: each look starts a new read. */
export class LastKnownSize {
  readonly #tables: Tables;
  #bytes = 0;
  #isReading = false;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  get bytes(): number {
    void this.read();
    return this.#bytes;
  }

  /** Reads the size. Resolves when it is known, or cannot be read now. */
  async read(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      const size = sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`;
      this.#bytes = (await size.execute(this.#tables)).rows[0]?.bytes ?? this.#bytes;
    } catch {
      // Queries that need the database report the outage.
    } finally {
      this.#isReading = false;
    }
  }
}
