import { TtlCache } from '@cortex/runtime';
import type { CallOptions } from '@cortex/runtime/mcp-client';
import { observeCache } from '@cortex/signals';
import type { HistorySource } from './history-source.ts';
import { readHistory } from './read-history.ts';
import { UserIndex } from './user-index.ts';

/** The number of newest items that a query searches. */
const SEARCHED_ITEMS = 1_000;
const MAX_USERS = 1_000;
/** The most characters of all cached indexes together; an index takes several bytes for each. */
const MAX_CHARACTERS = 4_000_000;
/** After this time at the latest, a history that was lost or restored is read again. */
const LIFETIME_MILLISECONDS = 5 * 60_000;

interface Kept {
  index: UserIndex;
  /** The position up to which the history is in the index: inputs stored later have higher positions. */
  position: number;
}

/** Caches the indexes of recent users. An index is updated with the items stored since, instead of reading the whole history for each query. */
export class UserIndexes {
  readonly #memory: HistorySource;
  readonly #kept = new TtlCache<Kept>({
    cache: 'user_index',
    ttlMilliseconds: LIFETIME_MILLISECONDS,
    maxEntries: MAX_USERS,
    maxSize: MAX_CHARACTERS,
    sizeOf: ({ index }) => 1 + index.size,
  });

  constructor(memory: HistorySource) {
    this.#memory = memory;
    observeCache('user_index', () => this.#kept.counts);
  }

  /** The index of the caller's current history. Rejects as `readHistory` does. */
  async upToDate(caller: CallOptions): Promise<UserIndex> {
    let isRead = false;
    const kept = await this.#kept.get(caller.userId, () => {
      isRead = true;
      return this.#read(caller);
    });
    return isRead || (await this.#catchUp(kept, caller)) ? kept.index : this.upToDate(caller);
  }

  /** The index of the user's last known history, however old. */
  lastKnown(userId: string): UserIndex | undefined {
    return this.#kept.last(userId)?.index;
  }

  /** Reads the whole history. Goes on when the caller leaves, because others may wait for it too. */
  async #read({ userId, deadline }: CallOptions): Promise<Kept> {
    const { items, position } = await this.#readSince(0, { userId, deadline });
    const index = new UserIndex(SEARCHED_ITEMS);
    index.add(items);
    return { index, position };
  }

  /** Adds what was stored since. Returns false when the index is of another history than the current one, for instance after a database was restored. */
  async #catchUp(kept: Kept, caller: CallOptions): Promise<boolean> {
    // Another caller may advance the position meanwhile, so the answer is compared with what was asked.
    const since = kept.position;
    const { items, position } = await this.#readSince(since, caller);
    if (position < since) {
      this.#kept.invalidate(caller.userId);
      return false;
    }
    kept.index.add(items);
    kept.position = Math.max(kept.position, position);
    if (items.length > 0) this.#kept.remeasure(caller.userId);
    return true;
  }

  async #readSince(since: number, caller: CallOptions) {
    const options = { ...caller, maxItems: SEARCHED_ITEMS, since: String(since) };
    const { items, position } = await readHistory(this.#memory, options);
    return { items, position: Number(position ?? 0) };
  }
}
