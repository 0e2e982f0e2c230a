import type { Tables } from './schema.ts';

export interface ChannelListener {
  /** Called in the order of the commits, those of this process included. */
  onMessage(message: string): void;
  /** Messages may have been lost since the last one. */
  onInterruption(): void;
}

/** Messages between all processes that have the database open. */
export interface NotificationChannel {
  /** Sends the messages, of less than 8000 bytes each, when the transaction commits. */
  notify(transaction: Tables, messages: string[]): Promise<void>;
  listen(listener: ChannelListener): void;
  /** Resolves when messages sent from now on will be heard; rejects when that takes too long. */
  listening(): Promise<void>;
}
