import { TtlCache } from '@cortex/runtime';
import type { CallOptions } from '@cortex/runtime/mcp-client';
import { observeCache } from '@cortex/signals';
import type { HistorySource } from './history-source.ts';
import { readHistory } from './read-history.ts';
import { UserIndex } from './user-index.ts';

/** How far back a query looks. */
const SEARCHED_ITEMS = 1_000;
const MAX_USERS = 1_000;
/** How many characters all cached indexes may have together; an index takes several bytes for each. */
const MAX_CHARACTERS = 4_000_000;
/** A history that was lost or restored is read anew after this at the latest. */
const LIFETIME_MILLISECONDS = 5 * 60_000;

interface Kept {
  index: UserIndex;
  /** Up to where the history is in the index: inputs stored later have higher positions. */
  position: number;
}

/** The indexes of the users who asked last. Each is brought up to date by what was stored since, instead of read whole for each query. */
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

  /** The caller's history as it is now. Rejects as `readHistory` does. */
  async upToDate(caller: CallOptions): Promise<UserIndex> {
    let isRead = false;
    const kept = await this.#kept.get(caller.userId, () => {
      isRead = true;
      return this.#read(caller);
    });
    return isRead || (await this.#catchUp(kept, caller)) ? kept.index : this.upToDate(caller);
  }

  /** The user's history as it was last known, however long ago. */
  lastKnown(userId: string): UserIndex | undefined {
    return this.#kept.last(userId)?.index;
  }

  /** Others may wait for it too: it goes on when the caller leaves. */
  async #read({ userId, deadline }: CallOptions): Promise<Kept> {
    const { items, position } = await this.#readSince(0, { userId, deadline });
    const index = new UserIndex(SEARCHED_ITEMS);
    index.add(items);
    return { index, position };
  }

  /** False when the index is of another history than the one that is there now, such as before a restored database. */
  async #catchUp(kept: Kept, caller: CallOptions): Promise<boolean> {
    // Another caller may go further meanwhile, so the answer is held against what was asked.
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
