import type { CallOptions, McpClient } from '@cortex/runtime/mcp-client';
import { LRUCache } from 'lru-cache';
import { readHistory } from './read-history.ts';
import { UserIndex } from './user-index.ts';

/** How far back a query looks. */
const SEARCHED_ITEMS = 1_000;
const MAX_USERS = 1_000;
/** Of all kept indexes together; an index takes several bytes for each. */
const MAX_CHARACTERS = 4_000_000;
/** A history that was lost or restored is read anew after this at the latest. */
const LIFETIME_MILLISECONDS = 5 * 60_000;

interface Kept {
  index: UserIndex;
  /** Up to where the history is in the index. */
  position: string;
  /** On the clock of `performance.now()`. */
  madeAt: number;
}

/** The indexes of the users who asked last. Each is brought up to date by what was stored since, instead of read whole for each query. */
export class UserIndexes {
  readonly #memory: McpClient;
  readonly #kept = new LRUCache<string, Kept>({
    max: MAX_USERS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ index }) => 1 + index.size,
    ttl: LIFETIME_MILLISECONDS,
  });

  constructor(memory: McpClient) {
    this.#memory = memory;
  }

  /** The caller's history as it is now. Rejects as `readHistory` does. */
  async upToDate(caller: CallOptions): Promise<UserIndex> {
    const kept = this.#kept.get(caller.userId) ?? {
      index: new UserIndex(SEARCHED_ITEMS),
      position: '0',
      madeAt: performance.now(),
    };
    const { items, position } = await readHistory(this.#memory, {
      ...caller,
      maxItems: SEARCHED_ITEMS,
      since: kept.position,
    });
    kept.index.add(items);
    this.#keep(caller.userId, { ...kept, position: position ?? '0' });
    return kept.index;
  }

  /** The cache measures a value only when it is new to it. */
  #keep(userId: string, kept: Kept): void {
    this.#kept.set(userId, kept, { start: kept.madeAt });
  }
}
