import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Accounts } from './accounts.ts';
import { Dictionary } from './dictionary.ts';
import { fullAccounts } from './full-accounts.ts';
import { type Frame, type Profile, type Sample, senderOf } from './profile.ts';
import { profileTypeId } from './profile-type.ts';
import { NO_LINK, seenAt } from './schema.ts';

/** Adding a value of up to 2^53 to a sum below this cannot overflow SQLite's integers. */
const LARGEST_SUM = 2n ** 62n;

/** The account that uses a row, and the time in the unit of `seenAt`. */
interface Use {
  account: number;
  seen: number;
}

/** The ids of rows that the samples of one delivery share. */
interface SharedIds {
  stacks: Map<readonly Frame[], number>;
  frames: Map<Frame, number>;
}

/** Ids by their use. */
type IdsByUse = Map<string, SharedIds>;

/** Stores profiles, each delivery completely or not at all. */
export class ProfileWriter {
  readonly #database: DatabaseSync;
  readonly #maxBytes: number;
  readonly #accounts: Accounts;
  readonly #series: Dictionary;
  readonly #frames: Dictionary;
  readonly #stacks: Dictionary;
  readonly #links: Dictionary;
  readonly #insertProfile: StatementSync;
  readonly #insertSample: StatementSync;

  /** @param maxBytes the size to which retention cuts the store; see `RetentionLimits` */
  constructor(database: DatabaseSync, maxBytes: number) {
    this.#database = database;
    this.#maxBytes = maxBytes;
    this.#accounts = new Accounts(database);
    this.#series = new Dictionary(database, 'series', ['account_id', 'profile_type', 'labels']);
    this.#frames = new Dictionary(database, 'frames', ['account_id', 'function', 'file', 'line']);
    this.#stacks = new Dictionary(database, 'stacks', ['account_id', 'frames']);
    this.#links = new Dictionary(database, 'links', ['account_id', 'span_id', 'trace_id']);
    this.#insertProfile = database.prepare(
      `INSERT OR IGNORE INTO profiles (account_id, delivery, series_id, time_milliseconds, total, samples)
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
    this.#insertSample = database.prepare(
      `INSERT INTO samples (profile_id, stack_id, link_id, value) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET value = MIN(value + excluded.value, ${LARGEST_SUM})`,
    );
  }

  /**
   * Stores profiles. One that was delivered before is left unchanged. Returns how many were refused, because their sender has used its share of a
   * full store.
   */
  write(profiles: readonly Profile[]): number {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const refused = this.#writeAll(profiles);
      this.#database.exec('COMMIT');
      return refused;
    } catch (error) {
      this.forget();
      // On a full disk SQLite itself has rolled back.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  forget(): void {
    for (const dictionary of this.#dictionaries) dictionary.forget();
  }

  /** Frees the memory of what is no longer delivered. The caller calls it from time to time. */
  forgetUnused(): void {
    for (const dictionary of this.#dictionaries) dictionary.forgetUnused();
  }

  get #dictionaries(): Dictionary[] {
    return [this.#series, this.#frames, this.#stacks, this.#links];
  }

  #writeAll(profiles: readonly Profile[]): number {
    const full = fullAccounts(this.#database, { accounts: this.#accounts, maxBytes: this.#maxBytes });
    const shared: IdsByUse = new Map();
    let refused = 0;
    for (const profile of profiles) {
      const account = this.#accounts.idOf(senderOf(profile));
      if (full.has(account)) refused++;
      else this.#writeProfile(profile, { account, seen: seenAt(profile.timeMilliseconds) }, shared);
    }
    return refused;
  }

  #writeProfile({ id, type, labels, timeMilliseconds, samples }: Profile, use: Use, shared: IdsByUse): void {
    const { account, seen } = use;
    const named = [account, profileTypeId(type), JSON.stringify(Object.entries(labels).sort())];
    const series = this.#series.idOf(named, seen);
    const total = samples.reduce((sum, { value }) => sum + value, 0);
    const row = [account, id, series, timeMilliseconds, total, samples.length];
    const { changes, lastInsertRowid } = this.#insertProfile.run(...row);
    if (changes === 0) return;
    const known = shared.get(`${account} ${seen}`) ?? { stacks: new Map(), frames: new Map() };
    shared.set(`${account} ${seen}`, known);
    for (const sample of samples) {
      const stack = known.stacks.get(sample.stack) ?? this.#stackId(sample.stack, use, known.frames);
      known.stacks.set(sample.stack, stack);
      this.#insertSample.run(lastInsertRowid, stack, this.#linkId(sample, use), sample.value);
    }
  }

  #stackId(stack: readonly Frame[], { account, seen }: Use, known: SharedIds['frames']): number {
    const ids = stack.map((frame) => {
      const id = known.get(frame) ?? this.#frames.idOf([account, frame.function, frame.file, frame.line], seen);
      known.set(frame, id);
      return id;
    });
    return this.#stacks.idOf([account, ids.join(',')], seen);
  }

  #linkId({ spanId, traceId }: Sample, { account, seen }: Use): number {
    return spanId === '' && traceId === '' ? NO_LINK : this.#links.idOf([account, spanId, traceId], seen);
  }
}
