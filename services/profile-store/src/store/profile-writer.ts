import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Dictionary } from './dictionary.ts';
import type { Frame, Profile, Sample } from './profile.ts';
import { profileTypeId } from './profile-type.ts';
import { NO_LINK } from './schema.ts';

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
    const stackIds = new Map<readonly Frame[], number>();
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

  #writeProfile(
    { id, type, labels, timeMilliseconds, samples }: Profile,
    stackIds: Map<readonly Frame[], number>,
  ): void {
    const series = this.#series.idOf(profileTypeId(type), JSON.stringify(Object.entries(labels).sort()));
    const total = samples.reduce((sum, { value }) => sum + value, 0);
    const { changes, lastInsertRowid } = this.#insertProfile.run(id, series, timeMilliseconds, total);
    if (changes === 0) return;
    for (const sample of samples) {
      this.#insertSample.run(
        lastInsertRowid,
        this.#stackId(sample.stack, stackIds),
        this.#linkId(sample),
        sample.value,
      );
    }
  }

  #stackId(stack: readonly Frame[], stackIds: Map<readonly Frame[], number>): number {
    const known = stackIds.get(stack);
    if (known !== undefined) return known;
    const frames = stack.map((frame) => this.#frames.idOf(frame.function, frame.file, frame.line));
    const id = this.#stacks.idOf(frames.join(','));
    stackIds.set(stack, id);
    return id;
  }

  #linkId({ spanId, traceId }: Sample): number {
    return spanId === '' && traceId === '' ? NO_LINK : this.#links.idOf(spanId, traceId);
  }
}
