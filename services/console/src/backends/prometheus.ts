import { z } from 'zod';
import { type Address, askFor } from './ask.ts';

const labels = z.record(z.string(), z.string());
const sample = z.tuple([z.number(), z.string()]);
const vector = z.object({ data: z.object({ result: z.array(z.object({ metric: labels, value: sample })) }) });
const scalar = z.object({ data: z.object({ resultType: z.enum(['scalar', 'string']), result: sample }) });
const instant = z.union([
  vector.transform(({ data }) => data.result),
  scalar.transform(({ data }) => [{ metric: {} as Record<string, string>, value: data.result }]),
]);
const matrix = z.object({
  data: z.object({ result: z.array(z.object({ metric: labels, values: z.array(sample) })) }),
});

export interface Series {
  labels: Record<string, string>;
  value: number;
}

export interface SeriesRange {
  labels: Record<string, string>;
  /** Seconds since the epoch, value. */
  points: [seconds: number, value: number][];
}

/** Asks a Prometheus by its HTTP API. */
export class PrometheusClient {
  readonly #address: Address;

  constructor(address: Address) {
    this.#address = address;
  }

  /** What a PromQL expression gives at a time in milliseconds since the epoch. */
  async query(expression: string, at = Date.now()): Promise<Series[]> {
    const result = await this.#post('/api/v1/query', instant, { query: expression, time: String(at / 1000) });
    return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }

  /** What it gives at each step; times in milliseconds since the epoch. */
  async range(expression: string, { begin, end, stepSeconds }: { begin: number; end: number; stepSeconds: number }) {
    const { data } = await this.#post('/api/v1/query_range', matrix, {
      query: expression,
      start: String(begin / 1000),
      end: String(end / 1000),
      step: String(stepSeconds),
    });
    return data.result.map(
      ({ metric, values }): SeriesRange => ({
        labels: metric,
        points: values.map(([seconds, value]) => [seconds, Number(value)]),
      }),
    );
  }

  #post<Schema extends z.ZodType>(path: string, schema: Schema, form: Record<string, string>) {
    return askFor(this.#address, schema, { path, method: 'POST', body: new URLSearchParams(form) });
  }
}

/** A text as a PromQL string. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A regular expression of PromQL that fits exactly these texts. */
export function oneOf(texts: Iterable<string>): string {
  return quoted([...new Set(texts)].map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'));
}
