import { context } from '@opentelemetry/api';
import { type ExportResult, ExportResultCode, suppressTracing } from '@opentelemetry/core';
import { ATTR_REASON, METRIC_TELEMETRY_PROFILES_DROPPED } from '../contract.ts';
import type { OutageReport } from '../export/outage-report.ts';
import type { Series } from '../metrics/observed.ts';
import { observedCounter } from '../metrics/own-instruments.ts';
import { type CreateTransport, openTransport, type Transport } from './otlp/transport.ts';

/** A minute of profiles at the default interval. */
const MOST_PENDING = 4;

type DropReason = 'queue_full' | 'rejected' | 'shutdown';

/** Sends encoded requests one after the other; keeps the newest few while the Collector is away. */
export class Delivery {
  readonly #pending: Uint8Array[] = [];
  readonly #transport: Transport;
  readonly #report: OutageReport;
  #dropped: Record<DropReason, Series> | undefined;
  #sending: Promise<void> | undefined;

  constructor(report: OutageReport, createTransport: CreateTransport) {
    this.#transport = openTransport(createTransport);
    this.#report = report;
  }

  /**
   * Counts from now on what is given up: once there is a meter provider, and before anything is, so that the first loss is seen as a step
   * from 0.
   */
  observe(): void {
    const dropped = observedCounter(METRIC_TELEMETRY_PROFILES_DROPPED);
    const of = (reason: DropReason) => dropped.series({ [ATTR_REASON]: reason });
    this.#dropped = { queue_full: of('queue_full'), rejected: of('rejected'), shutdown: of('shutdown') };
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

  #export(request: Uint8Array): Promise<ExportResult> {
    const { delegate } = this.#transport;
    return new Promise((resolve) => {
      context.with(suppressTracing(context.active()), () => delegate.export(request, resolve));
    });
  }

  #failed(error: unknown, items: number): void {
    this.#report.failed('profiles', { items, endpoint: this.#transport.endpoint, error });
  }

  #giveUp(reason: DropReason): void {
    this.#pending.shift();
    this.#failed(reason, 1);
    if (this.#dropped !== undefined) this.#dropped[reason].value += 1;
  }
}

/** The exporter puts a status only on answers that another try would not change. */
function isRejection(error: ExportResult['error']): boolean {
  return typeof (error as { code?: unknown } | undefined)?.code === 'number';
}
