import type { HistoryItem } from './item.ts';

export type HistoryListener = (item: HistoryItem) => void;

/** Tells the open streams of a user what this process has just stored for them. */
export class HistoryFeed {
  readonly #listeners = new Map<string, Set<HistoryListener>>();

  /** Users with at least one listener. */
  get size(): number {
    return this.#listeners.size;
  }

  publish(userId: string, item: HistoryItem): void {
    for (const listener of this.#listeners.get(userId) ?? []) listener(item);
  }

  /** Returns what ends the subscription. */
  subscribe(userId: string, listener: HistoryListener): () => void {
    const listeners = this.#listeners.get(userId) ?? new Set();
    this.#listeners.set(userId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(userId) === listeners) this.#listeners.delete(userId);
    };
  }
}
