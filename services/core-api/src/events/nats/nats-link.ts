import { setTimeout as sleep } from 'node:timers/promises';
import { detached, type Logger, reasonOf } from '@cortex/runtime';
import { LOG_EVENT_EVENT_BUS_CHANGED } from '@cortex/signals/contract';
import type { NatsLimits } from './limits.ts';
import type { NatsLocation } from './location.ts';
import { NatsSession } from './nats-session.ts';

const FIRST_DELAY_MILLISECONDS = 100;
/** A connection that lasted this long resets the delay. */
const LONGEST_DELAY_MILLISECONDS = 2_000;

export interface NatsLinkOptions {
  location: NatsLocation;
  limits: NatsLimits;
  logger: Logger;
  /** A connection was made. */
  onConnected(session: NatsSession): void;
  /** It is lost. */
  onLost(): void;
}

/** Keeps a connection to NATS, and makes another one whenever it is lost. */
export class NatsLink {
  readonly #options: NatsLinkOptions;
  readonly #stopping = new AbortController();
  readonly #life: Promise<void>;
  #session: NatsSession | undefined;
  #isAway = false;

  /** Begins to connect, which nobody has to wait for. */
  constructor(options: NatsLinkOptions) {
    this.#options = options;
    this.#life = detached(() => this.#stayConnected());
  }

  /** Undefined while NATS is away. */
  get session(): NatsSession | undefined {
    return this.#session;
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#session?.close();
    await this.#life;
  }

  async #stayConnected(): Promise<void> {
    let delay = FIRST_DELAY_MILLISECONDS;
    while (!this.#stopping.signal.aborted) {
      const session = await this.#connect();
      if (session) {
        const begin = performance.now();
        await this.#use(session);
        if (performance.now() - begin > LONGEST_DELAY_MILLISECONDS) delay = FIRST_DELAY_MILLISECONDS;
      }
      await this.#pause(delay);
      delay = Math.min(2 * delay, LONGEST_DELAY_MILLISECONDS);
    }
  }

  /** Undefined when it could not be made, which is logged once. */
  async #connect(): Promise<NatsSession | undefined> {
    const { location, limits } = this.#options;
    try {
      const session = await NatsSession.open(location, limits);
      if (!this.#stopping.signal.aborted) return session;
      await session.close();
    } catch (error) {
      this.#noteAway(error as Error);
    }
    return undefined;
  }

  async #use(session: NatsSession): Promise<void> {
    const { logger, onConnected, onLost } = this.#options;
    this.#session = session;
    this.#isAway = false;
    logger.info({ state: 'connected' }, LOG_EVENT_EVENT_BUS_CHANGED);
    onConnected(session);
    const error = await session.lost;
    this.#session = undefined;
    onLost();
    if (!this.#stopping.signal.aborted) this.#noteAway(error ?? new Error('the server closed the connection'));
  }

  #noteAway(error: Error): void {
    if (this.#isAway) return;
    this.#isAway = true;
    this.#options.logger.warn({ state: 'away', cause: reasonOf(error) }, LOG_EVENT_EVENT_BUS_CHANGED);
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }
}
