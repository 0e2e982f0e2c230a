import { setTimeout as sleep } from 'node:timers/promises';
import { waitsFor } from '@cortex/signals';
import { sql } from 'kysely';
import type { ChannelListener, NotificationChannel } from '../notification-channel.ts';
import type { Tables } from '../schema.ts';
import { DatabaseAwayError } from './database-away-error.ts';
import { ListeningClient, type ListeningClientOptions } from './listening-client.ts';

const FIRST_DELAY_MILLISECONDS = 100;
const LONGEST_DELAY_MILLISECONDS = 5_000;
const LISTENING_TIMEOUT_MILLISECONDS = 2_000;

type NotificationsOptions = ListeningClientOptions;

/** A channel on `NOTIFY` and `LISTEN`. The latter has a connection of its own, which is reopened whenever it is lost. */
export class Notifications implements NotificationChannel {
  readonly #options: NotificationsOptions;
  readonly #stopping = new AbortController();
  readonly #listeners: ChannelListener[] = [];
  #connected = Promise.withResolvers<ListeningClient>();
  #isConnected = false;
  #life: Promise<void> = Promise.resolve();

  private constructor(options: NotificationsOptions) {
    this.#options = options;
  }

  /** Resolves when it listens; rejects when the first connection fails. */
  static async open(options: NotificationsOptions): Promise<Notifications> {
    const notifications = new Notifications(options);
    notifications.#life = notifications.#stayConnected(await notifications.#connect());
    return notifications;
  }

  async notify(transaction: Tables, messages: string[]): Promise<void> {
    const { name } = this.#options;
    await sql`select pg_notify(${name}, message) from unnest(${messages}::text[]) as message`.execute(transaction);
  }

  listen(listener: ChannelListener): void {
    this.#listeners.push(listener);
  }

  async listening(): Promise<void> {
    if (this.#isConnected) return;
    const endWait = waitsFor('connection', 'notifications').begin();
    await this.#connectedInTime().finally(endWait);
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#life;
  }

  async #connectedInTime(): Promise<void> {
    const patience = new AbortController();
    const late = sleep(LISTENING_TIMEOUT_MILLISECONDS, undefined, patience).then(
      () =>
        Promise.reject(
          new DatabaseAwayError(new Error(`timeout: not listening for ${LISTENING_TIMEOUT_MILLISECONDS} ms`)),
        ),
      () => undefined,
    );
    await Promise.race([this.#connected.promise, late]).finally(() => patience.abort());
  }

  async #stayConnected(first: ListeningClient): Promise<void> {
    const { signal } = this.#stopping;
    for (let client: ListeningClient | undefined = first; client; client = await this.#reconnect()) {
      this.#isConnected = true;
      this.#connected.resolve(client);
      await Promise.race([client.lost, aborted(signal)]);
      this.#isConnected = false;
      this.#connected = Promise.withResolvers();
      for (const listener of this.#listeners) listener.onInterruption();
      await client.end();
    }
  }

  /** Undefined when it is closed before it is connected. */
  async #reconnect(): Promise<ListeningClient | undefined> {
    const { signal } = this.#stopping;
    for (
      let delay = FIRST_DELAY_MILLISECONDS;
      !signal.aborted;
      delay = Math.min(2 * delay, LONGEST_DELAY_MILLISECONDS)
    ) {
      try {
        return await this.#connect();
      } catch (error) {
        this.#options.onFailure(error as Error);
      }
      await sleep(delay, undefined, { signal }).catch(() => {});
    }
    return undefined;
  }

  #connect(): Promise<ListeningClient> {
    return ListeningClient.connect(this.#options, (message) => {
      for (const listener of this.#listeners) listener.onMessage(message);
    });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
