import { type CallContext, isCircuitOpenError, type Logger, reasonOf } from '@cortex/runtime';
import type { CallOptions } from '@cortex/runtime/mcp-client';
import { contextMetrics } from '@cortex/signals';
import type { HistoryItem } from './history-item.ts';
import { type HistorySource, measuredSource } from './history-source.ts';
import { readHistory } from './read-history.ts';
import { type RankedItem, type UserIndex, unranked } from './user-index.ts';
import { UserIndexes } from './user-indexes.ts';

export interface ContextRequest {
  userId: string;
  /** The query that the context has to match. Default: the context is the newest items. */
  query: string | undefined;
  limit: number;
}

/** `full`: made from the user's current history. `fallback`: made from the last known one, or from none, because it could not be read. */
export type ResultType = 'full' | 'fallback';

export interface MadeContext {
  items: RankedItem[];
  resultType: ResultType;
}

interface KnownHistory {
  /** Newest first, unless it is an index. */
  history: UserIndex | HistoryItem[];
  resultType: ResultType;
}

/** The fraction of the caller's time that is reserved for the answer, so that there is one even when the memory service takes too long. */
const SPARED = 0.25;

/** Generates contexts, with the memory service if it answers and with what is known otherwise. */
export class Contexts {
  readonly #memory: HistorySource;
  readonly #logger: Logger;
  readonly #indexes: UserIndexes;
  readonly #metrics = contextMetrics();

  constructor(memory: HistorySource, logger: Logger) {
    this.#memory = measuredSource(memory, this.#metrics);
    this.#logger = logger;
    this.#indexes = new UserIndexes(this.#memory);
  }

  /** Rejects when the caller leaves, and when no context can be made from the history. */
  async make(request: ContextRequest, caller: Pick<CallContext, 'signal' | 'deadline'>): Promise<MadeContext> {
    const started = performance.now();
    try {
      const { history, resultType } = await this.#historyFor(request, caller);
      const items = pick(history, request);
      const seconds = (performance.now() - started) / 1_000;
      this.#metrics.generated(resultType, { seconds, bytes: Buffer.byteLength(JSON.stringify(items)) });
      return { items, resultType };
    } catch (error) {
      this.#metrics.failed();
      throw error;
    }
  }

  async #historyFor(request: ContextRequest, { signal, deadline }: Pick<CallContext, 'signal' | 'deadline'>) {
    try {
      const reader = { userId: request.userId, signal, deadline: deadline.sparing(SPARED) };
      return { history: await this.#read(request, reader), resultType: 'full' } satisfies KnownHistory;
    } catch (error) {
      signal.throwIfAborted();
      return this.#withoutMemory(request, error);
    }
  }

  async #read({ query, limit }: ContextRequest, reader: CallOptions): Promise<UserIndex | HistoryItem[]> {
    if (query) return this.#indexes.upToDate(reader);
    return (await readHistory(this.#memory, { ...reader, maxItems: limit })).items;
  }

  /** The last known history is used only while the memory service is known to be away: any other failure could have to do with that history. */
  #withoutMemory({ userId }: ContextRequest, error: unknown): KnownHistory {
    const isAway = isCircuitOpenError(error);
    this.#logger[isAway ? 'debug' : 'warn']({ cause: reasonOf(error) }, 'context without the history');
    return { history: (isAway && this.#indexes.lastKnown(userId)) || [], resultType: 'fallback' };
  }
}

function pick(history: UserIndex | HistoryItem[], { query, limit }: ContextRequest): RankedItem[] {
  if (Array.isArray(history)) return unranked(history.slice(0, limit));
  return query ? history.rank(query, limit) : history.newest(limit);
}
