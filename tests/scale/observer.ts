import type { CollectorTiers } from '@cortex/local/testing';
import { eventually, readJaegerTraces, type Trace } from '@cortex/trace-testing';
import { PrometheusClient } from '../platform/prometheus.ts';
import type { SentTrace } from './spans.ts';

const IDS_OF_A_REQUEST = 100;
const PATIENCE_MILLISECONDS = 120_000;

/** Asks the Jaeger and the Prometheus behind the tiers. */
export class Observer {
  readonly #tiers: CollectorTiers;
  readonly #prometheus: PrometheusClient;

  constructor(tiers: CollectorTiers) {
    this.#tiers = tiers;
    this.#prometheus = new PrometheusClient(tiers.prometheus);
  }

  /** Returns the sum of a PromQL vector; 0 when it has no series. */
  async sum(expression: string): Promise<number> {
    const series = await this.#prometheus.query(`sum(${expression})`);
    return series[0]?.value ?? 0;
  }

  /** Waits until a sum reaches a minimum, and returns it. */
  async reaches(expression: string, least: number): Promise<number> {
    let last = Number.NaN;
    return eventually(
      async () => {
        last = await this.sum(expression);
        return last >= least && last;
      },
      { what: `${expression} to reach ${least}`, timeoutMilliseconds: PATIENCE_MILLISECONDS },
    ).catch((cause) => {
      throw new Error(`${expression} is ${last}, not ${least}`, { cause });
    });
  }

  /** Returns those of the traces that Jaeger has, by id. */
  async stored(sent: readonly SentTrace[]): Promise<Map<string, Trace>> {
    const found: Trace[] = [];
    for (let start = 0; start < sent.length; start += IDS_OF_A_REQUEST) {
      const ids = sent.slice(start, start + IDS_OF_A_REQUEST).map(({ traceId }) => traceId);
      found.push(...(await readJaegerTraces(this.#tiers.jaeger, ids)));
    }
    return new Map(found.map((trace) => [trace.traceId, trace]));
  }

  /** Waits until Jaeger has a minimum of the traces, and returns their number. */
  storesSome(sent: readonly SentTrace[], least: number): Promise<number> {
    const ask = async () => {
      const { size } = await this.stored(sent);
      return size >= least && size;
    };
    return eventually(ask, { what: `${least} traces to be stored`, timeoutMilliseconds: PATIENCE_MILLISECONDS });
  }

  /** Waits until Jaeger has all of the traces with all of their spans. */
  async storesAll(sent: readonly SentTrace[]): Promise<void> {
    let missing: string[] = [];
    await eventually(
      async () => {
        const stored = await this.stored(sent);
        missing = sent
          .filter((trace) => !isWhole(trace, stored.get(trace.traceId)))
          .map(({ kind, traceId }) => `${kind} ${traceId}`);
        return missing.length === 0;
      },
      {
        what: `${sent.length} traces to be stored`,
        timeoutMilliseconds: PATIENCE_MILLISECONDS,
        intervalMilliseconds: 500,
      },
    ).catch((cause) => {
      throw new Error(`${missing.length} of ${sent.length} traces are not stored, such as ${missing.slice(0, 3)}`, {
        cause,
      });
    });
  }
}

/** Whether Jaeger has every span of a trace. */
export function isWhole(sent: SentTrace, stored: Trace | undefined): boolean {
  const ids = new Set(stored?.spans.map(({ spanId }) => spanId));
  return sent.spans.every(({ spanId }) => ids.has(spanId));
}
