import { diag } from '@opentelemetry/api';
import { printLine, reasonOf } from '../diagnostics/print-line.ts';
import { outbox } from '../export/otlp/outbox.ts';
import { endLimit } from './limit.ts';
import { sendInThread } from './send-in-thread.ts';

/** What the end of a process needs from running telemetry. Both promises may take as long as the exporters' timeouts. */
export interface Sending {
  /** Sends what is queued. */
  flush(): Promise<void>;
  /** Does what `flush` does, and stops all signals. */
  stop(): Promise<void>;
  /** Stops what must not run while the process ends. */
  halt(): void;
  /** The queues of spans and log records. */
  readonly queues: readonly Queue[];
  readonly metrics: readonly Queue[];
}

interface Queue {
  /** Hands what is queued to the exporter before it returns. */
  handOver(): void;
}

/** Sends what is left when the process ends, within `CORTEX_SHUTDOWN_TIMEOUT`. Its methods neither throw nor end the process. */
export class TelemetryEnd {
  readonly #sending: Sending;
  readonly #limit = endLimit();
  #hasFlushed = false;
  #isOver = false;

  constructor(sending: Sending) {
    this.#sending = sending;
  }

  /** Sends what is queued, for a process without further work that may yet find some. */
  async flush(): Promise<void> {
    if (this.#isOver) return;
    this.#hasFlushed = await this.#inTime(() => this.#sending.flush());
    this.#isOver = !this.#hasFlushed;
  }

  async stop(): Promise<void> {
    await this.#inTime(() => this.#sending.stop());
    this.#isOver = true;
  }

  /** Sends what is queued, for a process that ends now. Returns when everything is sent, or the time is up. */
  sendNow(): void {
    try {
      this.#sending.halt();
      if (!this.#isOver) this.#sendRest();
    } catch (error) {
      printLine(`telemetry was lost at the end of the process: ${reasonOf(error)}${remedyOf(error)}`);
    }
  }

  #sendRest(): void {
    this.#isOver = true;
    this.#handOver();
    const requests = outbox.unanswered;
    if (requests.length > 0 && !sendInThread(requests, this.#timeLeft)) this.#printLoss();
  }

  #handOver(): void {
    outbox.close();
    for (const queue of this.#sending.queues) queue.handOver();
    // Metrics change all the time. After a flush, they are worth sending only if other telemetry shows that something has happened since.
    if (this.#hasFlushed && outbox.unanswered.length === 0) return;
    for (const queue of this.#sending.metrics) queue.handOver();
  }

  async #inTime(work: () => Promise<void>): Promise<boolean> {
    outbox.hurry();
    const late = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => {
      this.#printLoss();
      late.resolve(false);
    }, this.#timeLeft);
    const done = await Promise.race([succeeds(work), late.promise]);
    clearTimeout(timer);
    return done;
  }

  /** The milliseconds that are left. The time for which the Collector has already kept a request waiting is subtracted. */
  get #timeLeft(): number {
    return Math.max(0, this.#limit - outbox.longestWait);
  }

  #printLoss(): void {
    const seconds = this.#limit / 1000;
    printLine(
      `not all telemetry could be sent at the end of the process, which waits ${seconds} s at most; the rest is lost`,
    );
  }
}

/** Names the missing flag: only another thread can send while this one ends, and `--permission` alone does not allow threads. */
function remedyOf(error: unknown): string {
  const { permission } = error as { permission?: unknown };
  return permission === 'WorkerThreads' ? ' (--permission needs --allow-worker for what is sent then)' : '';
}

async function succeeds(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    // Failed exports are already in the outage report.
    diag.debug('telemetry was lost at the end of the process', error);
    return false;
  }
}
