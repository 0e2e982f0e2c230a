import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Dictionary } from './dictionary.ts';
import type { Frame, Profile, Sample } from './profile.ts';
import { profileTypeId } from './profile-type.ts';
import { NO_LINK, seenAt } from './schema.ts';

/** Of the stacks that samples of one delivery share, by when they are used. */
type StackIds = Map<number, Map<readonly Frame[], number>>;

/** Puts profiles on disk, a whole delivery or none of it. */
export class ProfileWriter {
  readonly #database: DatabaseSync;
  readonly #series: Dictionary;
  readonly #frames: Dictionary;
  readonly #stacks: Dictionary;
  readonly #links: Dictionary;
  readonly #insertProfile: StatementSync;
  readonly #insertSample: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#series = new Dictionary(database, 'series', ['profile_type', 'labels']);
    this.#frames = new Dictionary(database, 'frames', ['function', 'file', 'line']);
    this.#stacks = new Dictionary(database, 'stacks', ['frames']);
    this.#links = new Dictionary(database, 'links', ['span_id', 'trace_id']);
    this.#insertProfile = database.prepare(
      'INSERT OR IGNORE INTO profiles (delivery, series_id, time_milliseconds, total) VALUES (?, ?, ?, ?)',
    );
    this.#insertSample = database.prepare(
      `INSERT INTO samples (profile_id, stack_id, link_id, value) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET value = value + excluded.value`,
    );
  }

  /** A profile that was delivered before is left as it is. */
  write(profiles: readonly Profile[]): void {
    const stackIds: StackIds = new Map();
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      for (const profile of profiles) this.#writeProfile(profile, stackIds);
      this.#database.exec('COMMIT');
    } catch (error) {
      this.forget();
      // SQLite itself has rolled back where the disk is full.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  forget(): void {
    for (const dictionary of [this.#series, this.#frames, this.#stacks, this.#links]) dictionary.forget();
  }

  #writeProfile({ id, type, labels, timeMilliseconds, samples }: Profile, stackIds: StackIds): void {
    const seen = seenAt(timeMilliseconds);
    const series = this.#series.idOf([profileTypeId(type), JSON.stringify(Object.entries(labels).sort())], seen);
    const total = samples.reduce((sum, { value }) => sum + value, 0);
    const { changes, lastInsertRowid } = this.#insertProfile.run(id, series, timeMilliseconds, total);
    if (changes === 0) return;
    const known = stackIds.get(seen) ?? new Map<readonly Frame[], number>();
    stackIds.set(seen, known);
    for (const sample of samples) {
      const stack = known.get(sample.stack) ?? this.#stackId(sample.stack, seen);
      known.set(sample.stack, stack);
      this.#insertSample.run(lastInsertRowid, stack, this.#linkId(sample, seen), sample.value);
    }
  }

  #stackId(stack: readonly Frame[], seen: number): number {
    const frames = stack.map((frame) => this.#frames.idOf([frame.function, frame.file, frame.line], seen));
    return this.#stacks.idOf([frames.join(',')], seen);
  }

  #linkId({ spanId, traceId }: Sample, seen: number): number {
    return spanId === '' && traceId === '' ? NO_LINK : this.#links.idOf([spanId, traceId], seen);
  }
}
