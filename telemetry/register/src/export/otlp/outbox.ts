import { setMaxListeners } from 'node:events';
import { performance } from 'node:perf_hooks';
import type { SecureContextOptions } from 'node:tls';
import type { ExportResponse } from '@opentelemetry/otlp-exporter-base';

/** The destination of requests, in values that can be sent to another thread. */
export interface Destination {
  readonly url: string;
  headers: Record<string, string>;
  readonly gzip: boolean;
  /** Certificates and key for https. */
  tls: Pick<SecureContextOptions, 'ca' | 'cert' | 'key'>;
}

export interface OtlpRequest {
  readonly destination: Destination;
  readonly body: Uint8Array;
  /** When its running attempt began, by `performance.now()`; undefined while it waits for the next. */
  since?: number | undefined;
}

/** All requests of this thread that have no answer yet: what is left to do when the process ends. */
export class Outbox {
  readonly #unanswered = new Set<OtlpRequest>();
  readonly #hurry = new AbortController();
  #isClosed = false;

  constructor() {
    setMaxListeners(0, this.#hurry.signal);
  }

  /** Aborted when the process ends: there is no time to try again. */
  get hurried(): AbortSignal {
    return this.#hurry.signal;
  }

  /** Milliseconds that the longest running attempt has taken so far. */
  get longestWait(): number {
    const now = performance.now();
    return Math.max(0, ...[...this.#unanswered].map(({ since = now }) => now - since));
  }

  hurry(): void {
    this.#hurry.abort();
  }

  /** Keeps `request` until it is delivered or given up. */
  async hold(request: OtlpRequest, deliver: () => Promise<ExportResponse>): Promise<ExportResponse> {
    this.#unanswered.add(request);
    if (this.#isClosed) return new Promise(() => undefined);
    try {
      return await deliver();
    } finally {
      this.#unanswered.delete(request);
    }
  }

  /** Stops sending: from now on requests are only stored, for another thread to send. */
  close(): void {
    this.#isClosed = true;
  }

  get unanswered(): OtlpRequest[] {
    return [...this.#unanswered];
  }
}

/** The outbox that all exporters share. */
export const outbox = new Outbox();
