import { context, metrics } from '@opentelemetry/api';
import { type ExportResult, ExportResultCode, suppressTracing } from '@opentelemetry/core';
import { ATTR_REASON, METRIC_OPTIONS, METRIC_TELEMETRY_PROFILES_DROPPED } from '../contract.ts';
import type { DeliveryReport } from '../report.ts';
import { type CreateTransport, openTransport, type Transport } from './transport.ts';

/** A minute of profiles at the default interval. */
const MOST_PENDING = 4;

const DROP_REASONS = ['queue_full', 'rejected', 'shutdown'] as const;
type DropReason = (typeof DROP_REASONS)[number];

/** Sends encoded requests one after the other, and keeps the newest few while the Collector cannot be reached. */
export class Delivery {
  readonly #pending: Uint8Array[] = [];
  readonly #transport: Transport;
  readonly #report: DeliveryReport;
  readonly #dropped: Record<DropReason, number> = { queue_full: 0, rejected: 0, shutdown: 0 };
  #sending: Promise<void> | undefined;

  constructor(report: DeliveryReport, createTransport?: CreateTransport) {
    this.#transport = openTransport(createTransport);
    this.#report = report;
  }

  /**
   * Counts dropped requests from here on. Call it once a meter provider is registered, and before anything is dropped, so that the first loss shows
   * as an increase from 0.
   */
  observe(): void {
    const name = METRIC_TELEMETRY_PROFILES_DROPPED;
    const counter = metrics.getMeter('@cortex/profiling').createObservableCounter(name, METRIC_OPTIONS[name]);
    counter.addCallback((result) => {
      for (const reason of DROP_REASONS) result.observe(this.#dropped[reason], { [ATTR_REASON]: reason });
    });
  }

  /** Queues a request and starts to send. Drops the oldest request when the queue is full. */
  add(request: Uint8Array): void {
    this.#pending.push(request);
    if (this.#pending.length > MOST_PENDING) this.#giveUp('queue_full');
    void this.flush();
  }

  /** Sends queued requests until the first failure. Never rejects. */
  flush(): Promise<void> {
    this.#sending ??= this.#drain().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  /** Tries once more to send all queued requests, drops the rest and closes the connections. */
  async stop(): Promise<void> {
    await this.flush();
    while (this.#pending.length > 0) this.#giveUp('shutdown');
    await this.#transport.delegate.shutdown();
  }

  async #drain(): Promise<void> {
    for (let request = this.#pending[0]; request; request = this.#pending[0]) {
      const { code, error } = await this.#export(request);
      // The queue may have overflowed while the request was being sent.
      const waiting = this.#pending[0] === request;
      if (code === ExportResultCode.SUCCESS) {
        this.#report.succeeded('profiles');
        if (waiting) this.#pending.shift();
      } else {
        this.#failed(error, 0);
        if (!isRejection(error)) return;
        if (waiting) this.#giveUp('rejected');
      }
    }
  }

  async #export(request: Uint8Array): Promise<ExportResult> {
    const { delegate } = this.#transport;
    try {
      return await new Promise((resolve) => {
        context.with(suppressTracing(context.active()), () => delegate.export(request, resolve));
      });
    } catch (error) {
      return { code: ExportResultCode.FAILED, error: error as Error };
    }
  }

  #failed(error: unknown, items: number): void {
    this.#report.failed('profiles', { items, endpoint: this.#transport.endpoint, error });
  }

  #giveUp(reason: DropReason): void {
    this.#pending.shift();
    this.#failed(reason, 1);
    this.#dropped[reason] += 1;
  }
}

/** The exporter sets a status code only on errors that a retry would not change. */
function isRejection(error: ExportResult['error']): boolean {
  return typeof (error as { code?: unknown } | undefined)?.code === 'number';
}
