import { BatchProcessor } from '@cortex/runtime';
import { observeQueue } from '@cortex/signals';
import type { z } from 'zod';
import type { MemoryDatabase } from '../database/memory-database.ts';
import { whenFree } from '../database/when-free.ts';
import { decodeCursor } from './cursor.ts';
import { HistoryFeed, type HistoryListener } from './feed.ts';
import type { NewInput } from './new-input.ts';
import { type HistoryPage, readHistory } from './read-history.ts';
import type { getHistoryArguments, storeInputArguments, storeInputResult, userSummary } from './schemas.ts';
import { publishAnnounced } from './shared-feed.ts';
import { storeBatch } from './store-batch.ts';
import type { StoreResult } from './store-inputs.ts';
import { readSummary } from './summary.ts';

const QUEUE = 'store_input';

type StoreInputArguments = z.output<typeof storeInputArguments>;
/** Without `since`, which the resource does not have. */
type ReadArguments = z.output<typeof getHistoryArguments>;

/** The users' histories, behind the tools, resources and streams. Arguments are validated and belong to the caller. */
export class History {
  readonly #database: MemoryDatabase;
  readonly #feed = new HistoryFeed();
  readonly #batches: BatchProcessor<NewInput, StoreResult>;
  readonly #unobserve: () => void;

  constructor(database: MemoryDatabase) {
    this.#database = database;
    this.#batches = new BatchProcessor({ queue: QUEUE, process: (inputs) => storeBatch(database, inputs) });
    this.#unobserve = observeQueue(QUEUE, {
      waiting: () => this.#batches.waiting,
      working: () => this.#batches.underWay,
      workers: this.#batches.maxBatches,
    });
    publishAnnounced(database, this.#feed);
  }

  /** Stores an input and, if it is new, sends it to the user's open streams. Resolves when it is committed. */
  async store(input: StoreInputArguments): Promise<z.input<typeof storeInputResult>> {
    const { input_id, user_id, content, metadata = {} } = input;
    const timestamp = input.created_at === undefined ? Date.now() : Date.parse(input.created_at);
    const result = await this.#batches.add({ inputId: input_id, userId: user_id, content, metadata, timestamp });
    if (result.status === 'stored' && !this.#database.channel) {
      const created_at = new Date(timestamp).toISOString();
      const item = { id: input_id, content, metadata, created_at };
      this.#feed.publish(user_id, { item, position: result.position });
    }
    return { input_id, status: result.status };
  }

  read({ user_id, limit, before, since }: ReadArguments): Promise<HistoryPage> {
    const query = {
      userId: user_id,
      limit,
      before: before ? decodeCursor(before) : undefined,
      since: since === undefined ? undefined : Number(since),
    };
    return whenFree(this.#database, () => readHistory(this.#database.tables, query));
  }

  async summary(userId: string): Promise<z.input<typeof userSummary>> {
    const known = await whenFree(this.#database, () => readSummary(this.#database.tables, userId));
    return known ?? { user_id: userId, total_interactions: 0, common_topics: [] };
  }

  /** Calls the listener with at least each input stored from when this resolves, by any process, until the returned function is called. */
  async subscribe(userId: string, listener: HistoryListener): Promise<() => void> {
    await whenFree(this.#database, async () => this.#database.channel?.listening());
    return this.#feed.subscribe(userId, listener);
  }

  /** The number of users whose histories are being listened to. */
  get listeners(): number {
    return this.#feed.size;
  }

  /** Resolves when all accepted inputs are stored. */
  async stop(): Promise<void> {
    await this.#batches.stop();
    this.#unobserve();
  }
}
