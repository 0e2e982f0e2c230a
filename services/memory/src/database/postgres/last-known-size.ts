import { sql } from 'kysely';
import type { Tables } from '../schema.ts';

/** The size of the database as it was when it was asked for last, which metrics do not wait for: asking has it read anew. */
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

  /** Resolves when the size is known, or cannot be had now. */
  async read(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      const size = sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`;
      this.#bytes = (await size.execute(this.#tables)).rows[0]?.bytes ?? this.#bytes;
    } catch {
      // A query that needs the database reports the outage.
    } finally {
      this.#isReading = false;
    }
  }
}
