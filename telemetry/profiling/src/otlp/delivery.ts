import { context, metrics } from '@opentelemetry/api';
import { type ExportResult, ExportResultCode, suppressTracing } from '@opentelemetry/core';
import { ATTR_REASON, METRIC_OPTIONS, METRIC_TELEMETRY_PROFILES_DROPPED } from '../contract.ts';
import type { DeliveryReport } from '../report.ts';
import { type CreateTransport, openTransport, type Transport } from './transport.ts';

/** A minute of profiles at the default interval. */
const MOST_PENDING = 4;

const DROP_REASONS = ['queue_full', 'rejected', 'shutdown'] as const;
type DropReason = (typeof DROP_REASONS)[number];

/** Sends encoded requests one after the other; keeps the newest few while the Collector is away. */
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
   * Counts from now on what is given up: once there is a meter provider, and before anything is, so that the first loss is seen as a step
   * from 0.
   */
  observe(): void {
    const name = METRIC_TELEMETRY_PROFILES_DROPPED;
    const counter = metrics.getMeter('@cortex/profiling').createObservableCounter(name, METRIC_OPTIONS[name]);
    counter.addCallback((result) => {
      for (const reason of DROP_REASONS) result.observe(this.#dropped[reason], { [ATTR_REASON]: reason });
    });
  }

  /** Takes a request for delivery. */
  add(request: Uint8Array): void {
    this.#pending.push(request);
    if (this.#pending.length > MOST_PENDING) this.#giveUp('queue_full');
    void this.flush();
  }

  /** Tries to send all that waits, until the first failure. Never rejects. */
  flush(): Promise<void> {
    this.#sending ??= this.#drain().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  /** Tries once more to send all that waits, gives up the rest and closes the connections. */
  async stop(): Promise<void> {
    await this.flush();
    while (this.#pending.length > 0) this.#giveUp('shutdown');
    await this.#transport.delegate.shutdown();
  }

  async #drain(): Promise<void> {
    for (let request = this.#pending[0]; request; request = this.#pending[0]) {
      const { code, error } = await this.#export(request);
      // The queue may have overflowed while the request was under way.
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

/** The exporter puts a status only on answers that another try would not change. */
function isRejection(error: ExportResult['error']): boolean {
  return typeof (error as { code?: unknown } | undefined)?.code === 'number';
}
