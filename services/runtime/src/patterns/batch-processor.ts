import { AsyncLocalStorage } from 'node:async_hooks';
import { type Waits, waitsFor } from '@cortex/signals';
import { context } from '@opentelemetry/api';
import { detached } from '../context/detached.ts';
import { inBatchTrace, leaderOf, type Member } from './batch-trace.ts';

const MAX_ITEMS = 100;
const MAX_WAIT_MILLISECONDS = 100;
const MAX_BATCHES = 4;

export interface BatchProcessorOptions<Item, Result> {
  /** The name in telemetry. */
  queue: string;
  /** Processes the items together and returns their outcomes, in the same order. A rejection rejects all items. Runs as `inBatchTrace` says. */
  process(items: Item[]): Promise<PromiseSettledResult<Result>[]>;
  /** The most items of one batch. Default 100. */
  maxItems?: number;
  /** How long an item waits for the batch before it, until another one is started beside it. Default 100. */
  maxWaitMilliseconds?: number;
  /** Batches under way at once. Default 4. */
  maxBatches?: number;
}

interface Waiting<Item, Result> extends Member {
  item: Item;
  since: number;
  /** Ends the wait for the batch to begin. */
  endWait(): void;
  outcome: PromiseWithResolvers<Result>;
}

/**
 * Processes concurrent items together. Nothing waits while no batch is under way: a batch then consists of the items of one turn of
 * the event loop. While a batch is under way the next one collects items, until the first is done, the next one is full, or its first item has
 * waited long enough.
 */
export class BatchProcessor<Item, Result> {
  readonly #options: Required<BatchProcessorOptions<Item, Result>>;
  readonly #waiting: Waiting<Item, Result>[] = [];
  readonly #batchWaits: Waits;
  readonly #sharedWaits: Waits;
  readonly #underWay = new Set<Promise<void>>();
  #nextTurn: NodeJS.Immediate | undefined;
  #longWait: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor({
    queue,
    process,
    maxItems = MAX_ITEMS,
    maxWaitMilliseconds = MAX_WAIT_MILLISECONDS,
    maxBatches = MAX_BATCHES,
  }: BatchProcessorOptions<Item, Result>) {
    this.#options = { queue, process, maxItems, maxWaitMilliseconds, maxBatches };
    this.#batchWaits = waitsFor('batch', queue);
    this.#sharedWaits = waitsFor('shared_work', queue);
  }

  /** Items that are in no batch yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Batches under way at once. */
  get maxBatches(): number {
    return this.#options.maxBatches;
  }

  /** Batches under way now. */
  get underWay(): number {
    return this.#underWay.size;
  }

  /** Resolves or rejects with the outcome of this item, whatever becomes of the others. Rejects after `stop()`. */
  add(item: Item): Promise<Result> {
    if (this.#stopped) return Promise.reject(new Error('Expected items before stop() only, got one after it'));
    const outcome = Promise.withResolvers<Result>();
    this.#waiting.push({
      item,
      since: performance.now(),
      context: context.active(),
      run: AsyncLocalStorage.snapshot(),
      endWait: this.#batchWaits.begin(),
      outcome,
    });
    this.#nextTurn ??= detached(() => setImmediate(() => this.#beginNext()));
    return outcome.promise;
  }

  /** Accepts no more items. Resolves when all accepted ones are processed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#beginDue();
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #beginNext(): void {
    this.#nextTurn = undefined;
    this.#beginDue();
  }

  #beginDue(): void {
    while (this.#isDue()) this.#begin(this.#waiting.splice(0, this.#options.maxItems));
    this.#beginAfterLongWait();
  }

  #isDue(): boolean {
    if (this.#waiting.length === 0) return false;
    if (this.#underWay.size === 0) return true;
    const { maxItems, maxBatches } = this.#options;
    return this.#underWay.size < maxBatches && (this.#waiting.length >= maxItems || this.#remainingWait() <= 0);
  }

  #remainingWait(): number {
    const [first] = this.#waiting;
    return first ? first.since + this.#options.maxWaitMilliseconds - performance.now() : Number.POSITIVE_INFINITY;
  }

  /** Starts the next batch once its first item has waited long enough. If as many batches as allowed are under way, the end of one of them starts it. */
  #beginAfterLongWait(): void {
    clearTimeout(this.#longWait);
    if (this.#waiting.length === 0 || this.#underWay.size >= this.#options.maxBatches) return;
    this.#longWait = detached(() => setTimeout(() => this.#beginDue(), Math.ceil(this.#remainingWait())));
  }

  #begin([first, ...others]: Waiting<Item, Result>[]): void {
    if (first === undefined) return;
    const done = this.#do([first, ...others]).then(() => {
      this.#underWay.delete(done);
      this.#beginDue();
    });
    this.#underWay.add(done);
  }

  async #do(batch: [Waiting<Item, Result>, ...Waiting<Item, Result>[]]): Promise<void> {
    try {
      const outcomes = await this.#process(batch);
      for (const [index, { outcome }] of batch.entries()) settle(outcome, outcomes[index]);
    } catch (error) {
      for (const { outcome } of batch) outcome.reject(error);
    }
  }

  /** Runs a batch, which appears in the leader's trace; all other items record a wait for it. */
  async #process(batch: [Waiting<Item, Result>, ...Waiting<Item, Result>[]]): Promise<PromiseSettledResult<Result>[]> {
    const { queue, process } = this.#options;
    const leader = leaderOf(batch);
    for (const { endWait } of batch) endWait();
    const sharing = batch.filter((member) => member !== leader);
    const endWaits = sharing.map(({ run }) => run(() => this.#sharedWaits.begin()));
    try {
      return await inBatchTrace(queue, { members: batch, leader }, () => process(batch.map(({ item }) => item)));
    } finally {
      for (const endWait of endWaits) endWait();
    }
  }
}

function settle<Result>(outcome: PromiseWithResolvers<Result>, result: PromiseSettledResult<Result> | undefined): void {
  if (result === undefined) outcome.reject(new Error('Expected one outcome for each item of the batch, got fewer'));
  else if (result.status === 'fulfilled') outcome.resolve(result.value);
  else outcome.reject(result.reason);
}
