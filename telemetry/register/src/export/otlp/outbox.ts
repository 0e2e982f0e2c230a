import { setMaxListeners } from 'node:events';
import { performance } from 'node:perf_hooks';
import type { SecureContextOptions } from 'node:tls';
import type { ExportResponse } from '@opentelemetry/otlp-exporter-base';

/** The destination of requests, in values that can be posted to another thread. */
export interface Destination {
  readonly url: string;
  headers: Record<string, string>;
  readonly gzip: boolean;
  /** The certificates and the key for https. */
  tls: Pick<SecureContextOptions, 'ca' | 'cert' | 'key'>;
}

export interface OtlpRequest {
  readonly destination: Destination;
  readonly body: Uint8Array;
  /** The `performance.now()` at which the running attempt began; undefined between attempts. */
  since?: number | undefined;
}

/** Holds all requests of this thread that have no answer yet, so that they can still be sent when the process ends. */
export class Outbox {
  readonly #unanswered = new Set<OtlpRequest>();
  readonly #hurry = new AbortController();
  #isClosed = false;

  constructor() {
    setMaxListeners(0, this.#hurry.signal);
  }

  /** Aborted when the process ends, because there is no time for retries then. */
  get hurried(): AbortSignal {
    return this.#hurry.signal;
  }

  /** The milliseconds that the longest-running attempt has taken so far. */
  get longestWait(): number {
    const now = performance.now();
    return Math.max(0, ...[...this.#unanswered].map(({ since = now }) => now - since));
  }

  hurry(): void {
    this.#hurry.abort();
  }

  /** Holds `request` until `deliver` has delivered it or given up. Once closed, it only holds the request and never settles. */
  async hold(request: OtlpRequest, deliver: () => Promise<ExportResponse>): Promise<ExportResponse> {
    this.#unanswered.add(request);
    if (this.#isClosed) return new Promise(() => undefined);
    try {
      return await deliver();
    } finally {
      this.#unanswered.delete(request);
    }
  }

  /** Stops sending. From here on, requests are only held, for another thread to send. */
  close(): void {
    this.#isClosed = true;
  }

  get unanswered(): OtlpRequest[] {
    return [...this.#unanswered];
  }
}

/** The outbox that all exporters share. */
export const outbox = new Outbox();
