import type { Tables } from './schema.ts';

export interface ChannelListener {
  /** Called with the messages of all processes, including this one, in the order of the commits. */
  onMessage(message: string): void;
  /** Called when messages may have been lost since the last one. */
  onInterruption(): void;
}

/** Messages between all processes that have the database open. */
export interface NotificationChannel {
  /** Sends messages of less than 8000 bytes each, when the transaction commits. */
  notify(transaction: Tables, messages: string[]): Promise<void>;
  listen(listener: ChannelListener): void;
  /** Resolves when messages that are sent from now on will be received. Rejects when that takes too long. */
  listening(): Promise<void>;
}
