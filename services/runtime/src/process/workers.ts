import type { Channel } from './channel.ts';

/** A worker as the first process of its group has it. */
export interface WorkerLink extends Channel {
  /** From 1 to the number of workers: one that replaces another has its number. */
  readonly number: number;
  /** The worker has ended. */
  onEnd(listener: () => void): void;
}

/** The workers of a group that run now. */
export class Workers {
  readonly #running = new Set<WorkerLink>();
  readonly #ready = new Set<WorkerLink>();
  readonly #listeners: ((link: WorkerLink) => void)[] = [];

  get running(): ReadonlySet<WorkerLink> {
    return this.#running;
  }

  /** Those that accept connections. */
  get ready(): ReadonlySet<WorkerLink> {
    return this.#ready;
  }

  /** Calls with each worker that starts from now on, before anything comes from it. */
  onStart(listener: (link: WorkerLink) => void): void {
    this.#listeners.push(listener);
  }

  add(link: WorkerLink): void {
    this.#running.add(link);
    link.onEnd(() => {
      this.#running.delete(link);
      this.#ready.delete(link);
    });
    for (const listener of this.#listeners) listener(link);
  }

  /** A worker that was added accepts connections from now on. */
  markReady(link: WorkerLink): void {
    if (this.#running.has(link)) this.#ready.add(link);
  }

  /**
   * Passes each message of a worker on this topic to all other workers, and with `withSender` back to it as well, so that all have the messages in
   * one order. `seen` is called with each message first.
   */
  relay(
    topic: string,
    { seen, withSender = false }: { seen?: (body: unknown) => void; withSender?: boolean } = {},
  ): void {
    this.onStart((from) => {
      from.on(topic, (body) => {
        seen?.(body);
        for (const link of this.#running) if (withSender || link !== from) link.send(topic, body);
      });
    });
  }
}
