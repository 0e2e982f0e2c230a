import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Dictionary } from './dictionary.ts';
import type { Frame, Profile, Sample } from './profile.ts';
import { profileTypeId } from './profile-type.ts';
import { NO_LINK, seenAt } from './schema.ts';

/** Of what the samples of one delivery share. */
interface SharedIds {
  stacks: Map<readonly Frame[], number>;
  frames: Map<Frame, number>;
}

/** By when it is used. */
type IdsByTime = Map<number, SharedIds>;

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
    const shared: IdsByTime = new Map();
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      for (const profile of profiles) this.#writeProfile(profile, shared);
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

  #writeProfile({ id, type, labels, timeMilliseconds, samples }: Profile, shared: IdsByTime): void {
    const seen = seenAt(timeMilliseconds);
    const series = this.#series.idOf([profileTypeId(type), JSON.stringify(Object.entries(labels).sort())], seen);
    const total = samples.reduce((sum, { value }) => sum + value, 0);
    const { changes, lastInsertRowid } = this.#insertProfile.run(id, series, timeMilliseconds, total);
    if (changes === 0) return;
    const known = shared.get(seen) ?? { stacks: new Map(), frames: new Map() };
    shared.set(seen, known);
    for (const sample of samples) {
      const stack = known.stacks.get(sample.stack) ?? this.#stackId(sample.stack, seen, known.frames);
      known.stacks.set(sample.stack, stack);
      this.#insertSample.run(lastInsertRowid, stack, this.#linkId(sample, seen), sample.value);
    }
  }

  #stackId(stack: readonly Frame[], seen: number, known: SharedIds['frames']): number {
    const ids = stack.map((frame) => {
      const id = known.get(frame) ?? this.#frames.idOf([frame.function, frame.file, frame.line], seen);
      known.set(frame, id);
      return id;
    });
    return this.#stacks.idOf([ids.join(',')], seen);
  }

  #linkId({ spanId, traceId }: Sample, seen: number): number {
    return spanId === '' && traceId === '' ? NO_LINK : this.#links.idOf([spanId, traceId], seen);
  }
}
