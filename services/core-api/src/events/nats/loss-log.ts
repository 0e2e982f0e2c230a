import { detached, type Logger, reasonOf } from '@cortex/runtime';
import type { LossReason } from '@cortex/signals';
import { LOG_EVENT_EVENTS_LOST } from '@cortex/signals/contract';

const QUIET_MILLISECONDS = 1_000;

interface Losses {
  events: number;
  error: Error | undefined;
}

/** Logs lost events: the first loss for a reason at once, the losses of the next second in one line. Every loss is in exactly one line. */
export class LossLog {
  readonly #logger: Logger;
  /** For each reason that was logged within the last second, the losses since that line. */
  readonly #pending = new Map<LossReason, Losses & { timer: NodeJS.Timeout }>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** @param error why NATS refused the events, where it did */
  add(reason: LossReason, events: number, error?: Error): void {
    const pending = this.#pending.get(reason);
    if (pending) {
      pending.events += events;
      pending.error = error ?? pending.error;
      return;
    }
    this.#write(reason, { events, error });
    const timer = detached(() => setTimeout(() => this.#endQuiet(reason), QUIET_MILLISECONDS).unref());
    this.#pending.set(reason, { events: 0, error: undefined, timer });
  }

  /** Logs the losses that are not logged yet. */
  close(): void {
    for (const [reason, losses] of this.#pending) {
      clearTimeout(losses.timer);
      if (losses.events > 0) this.#write(reason, losses);
    }
    this.#pending.clear();
  }

  #endQuiet(reason: LossReason): void {
    const { events = 0, error } = this.#pending.get(reason) ?? {};
    this.#pending.delete(reason);
    if (events > 0) this.add(reason, events, error);
  }

  #write(reason: LossReason, { events, error }: Losses): void {
    const cause = error && { cause: reasonOf(error) };
    this.#logger.warn({ reason, events, ...cause }, LOG_EVENT_EVENTS_LOST);
  }
}
