import type { HistoryItem, PositionedItem } from './item.ts';

export interface HistoryListener {
  /** @param position the item's number in the order of storing. An item from before the subscription may still come. */
  onItem(item: HistoryItem, position: number): void;
  /** Called when items may have been missed since the last one; no more will come. */
  onInterruption(): void;
}

/** The listeners of this process, by user. */
export class HistoryFeed {
  readonly #listeners = new Map<string, Set<HistoryListener>>();

  /** The number of users with at least one listener. */
  get size(): number {
    return this.#listeners.size;
  }

  has(userId: string): boolean {
    return this.#listeners.has(userId);
  }

  publish(userId: string, { item, position }: PositionedItem): void {
    for (const listener of this.#listeners.get(userId) ?? []) listener.onItem(item, position);
  }

  /** Notifies all listeners of an interruption, and removes them. */
  interrupt(): void {
    const listeners = [...this.#listeners.values()].flatMap((ofUser) => [...ofUser]);
    this.#listeners.clear();
    for (const listener of listeners) listener.onInterruption();
  }

  /** Returns a function that ends the subscription. */
  subscribe(userId: string, listener: HistoryListener): () => void {
    const listeners = this.#listeners.get(userId) ?? new Set();
    this.#listeners.set(userId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(userId) === listeners) this.#listeners.delete(userId);
    };
  }
}
