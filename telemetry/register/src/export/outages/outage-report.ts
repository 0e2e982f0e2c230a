import { printLine, reasonOf } from '../../diagnostics/print-line.ts';

export type Signal = 'traces' | 'metrics' | 'logs' | 'profiles';

interface Outage {
  readonly since: number;
  readonly failing: Set<Signal>;
  readonly lost: Map<Signal, number>;
}

/** Prints one line when telemetry stops arriving and one when it arrives again, however many batches fail in between. */
export class OutageReport {
  #outage: Outage | undefined;

  failed(signal: Signal, { items, endpoint, error }: { items: number; endpoint: string; error: unknown }): void {
    if (this.#outage === undefined) {
      this.#outage = { since: Date.now(), failing: new Set(), lost: new Map() };
      printLine(
        `${signal} do not reach ${endpoint} (${reasonOf(error)}): the application keeps running,`,
        'telemetry waits in bounded queues, and what does not fit is dropped and counted',
      );
    }
    this.#outage.failing.add(signal);
    this.#outage.lost.set(signal, (this.#outage.lost.get(signal) ?? 0) + items);
  }

  succeeded(signal: Signal): void {
    const outage = this.#outage;
    if (!outage?.failing.delete(signal) || outage.failing.size > 0) return;
    this.#outage = undefined;
    const seconds = Math.round((Date.now() - outage.since) / 1000);
    const lost = [...outage.lost].map(([name, items]) => `${name} ${items}`).join(', ');
    printLine(`telemetry is delivered again after ${seconds} s; lost in failed exports: ${lost}`);
  }
}
