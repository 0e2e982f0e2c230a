import type { z } from 'zod';
import type { MemoryDatabase } from '../database/open.ts';
import { whenFree } from '../database/when-free.ts';
import { decodeCursor } from './cursor.ts';
import { HistoryFeed, type HistoryListener } from './feed.ts';
import { type HistoryPage, readHistory } from './read-history.ts';
import type { getHistoryArguments, storeInputArguments, storeInputResult } from './schemas.ts';
import { storeInput } from './store-input.ts';

type StoreInputArguments = z.output<typeof storeInputArguments>;
/** The resource has no `since`. */
type ReadArguments = z.output<typeof getHistoryArguments>;

/** The users' histories: what the tools, the resource and the streams do. Arguments are validated and belong to the caller. */
export class History {
  readonly #database: MemoryDatabase;
  readonly #feed = new HistoryFeed();

  constructor(database: MemoryDatabase) {
    this.#database = database;
  }

  /** Stores an input and, when it is new, tells the user's open streams. */
  async store(input: StoreInputArguments): Promise<z.input<typeof storeInputResult>> {
    const { input_id, user_id, content, metadata = {} } = input;
    const timestamp = input.created_at === undefined ? Date.now() : Date.parse(input.created_at);
    const entry = { inputId: input_id, userId: user_id, content, metadata, timestamp };
    const status = await whenFree(() => storeInput(this.#database, entry));
    const created_at = new Date(timestamp).toISOString();
    if (status === 'stored') this.#feed.publish(user_id, { id: input_id, content, metadata, created_at });
    return { input_id, status };
  }

  read({ user_id, limit, before, since }: ReadArguments): Promise<HistoryPage> {
    const query = {
      userId: user_id,
      limit,
      before: before ? decodeCursor(before) : undefined,
      since: since === undefined ? undefined : Number(since),
    };
    return whenFree(() => readHistory(this.#database, query));
  }

  /** Calls the listener with each input stored from now on, until the returned function is called. */
  subscribe(userId: string, listener: HistoryListener): () => void {
    return this.#feed.subscribe(userId, listener);
  }

  /** Users whose histories are being listened to. */
  get listeners(): number {
    return this.#feed.size;
  }
}
