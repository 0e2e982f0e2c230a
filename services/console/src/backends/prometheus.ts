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
const exemplars = z.object({
  data: z.array(
    z.object({
      seriesLabels: labels,
      exemplars: z.array(z.object({ labels, value: z.string(), timestamp: z.number() })),
    }),
  ),
});
const names = z.object({ data: z.array(z.string()) });

const rules = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.object({
            name: z.string(),
            query: z.string(),
            duration: z.number().default(0),
            alerts: z
              .array(z.object({ labels, annotations: labels, state: z.string(), activeAt: z.string().default('') }))
              .default([]),
          }),
        ),
      }),
    ),
  }),
});

/** A rule and its alerts. `duration` in seconds is how long its condition must hold before it fires. */
export type AlertRule = z.output<typeof rules>['data']['groups'][number]['rules'][number];

export interface Series {
  labels: Record<string, string>;
  value: number;
}

export interface SeriesRange {
  labels: Record<string, string>;
  /** Seconds since the epoch, value. */
  points: [seconds: number, value: number][];
}

/** Times in milliseconds since the epoch. */
export interface RangeOptions {
  begin: number;
  end: number;
  stepSeconds: number;
  /** Prometheus leaves out further series. Default: no bound. */
  mostSeries?: number;
}

/** A measured value with its trace. */
export interface Exemplar {
  labels: Record<string, string>;
  /** The labels of the exemplar itself, such as `trace_id`. */
  ownLabels: Record<string, string>;
  value: number;
  /** Milliseconds since the epoch. */
  at: number;
}

/** Which names to list. */
export interface LabelOptions {
  /** Restricts the series to those that this selector matches. */
  selector?: string | undefined;
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
  most: number;
}

/** A client of Prometheus' HTTP API. */
export class PrometheusClient {
  readonly #address: Address;

  constructor(address: Address) {
    this.#address = address;
  }

  /** The value of a PromQL expression at a time in milliseconds since the epoch. */
  async query(expression: string, at = Date.now()): Promise<Series[]> {
    const result = await this.#post('/api/v1/query', instant, { query: expression, time: String(at / 1000) });
    return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }

  /** The values of an expression at each step. */
  async range(expression: string, { begin, end, stepSeconds, mostSeries }: RangeOptions) {
    const { data } = await this.#post('/api/v1/query_range', matrix, {
      query: expression,
      start: String(begin / 1000),
      end: String(end / 1000),
      step: String(stepSeconds),
      ...(mostSeries === undefined ? {} : { limit: String(mostSeries) }),
    });
    return data.result.map(
      ({ metric, values }): SeriesRange => ({
        labels: metric,
        points: values.map(([seconds, value]) => [seconds, Number(value)]),
      }),
    );
  }

  /** The exemplars of the series that an expression reads. */
  async exemplars(expression: string, { begin, end }: Pick<RangeOptions, 'begin' | 'end'>): Promise<Exemplar[]> {
    const form = { query: expression, start: String(begin / 1000), end: String(end / 1000) };
    const { data } = await this.#post('/api/v1/query_exemplars', exemplars, form);
    return data.flatMap(({ seriesLabels, exemplars: found }) =>
      found.map(({ labels: ownLabels, value, timestamp }) => ({
        labels: seriesLabels,
        ownLabels,
        value: Number(value),
        at: timestamp * 1000,
      })),
    );
  }

  async labelNames(options: LabelOptions): Promise<string[]> {
    return (await this.#post('/api/v1/labels', names, labelForm(options))).data;
  }

  /** The values of a label; those of `__name__` are the names of metrics. */
  async labelValues(label: string, options: LabelOptions): Promise<string[]> {
    const path = `/api/v1/label/${encodeURIComponent(label)}/values?${new URLSearchParams(labelForm(options))}`;
    return (await askFor(this.#address, names, { path })).data;
  }

  async alertRules(): Promise<AlertRule[]> {
    const { data } = await askFor(this.#address, rules, { path: '/api/v1/rules?type=alert' });
    return data.groups.flatMap((group) => group.rules);
  }

  #post<Schema extends z.ZodType>(path: string, schema: Schema, form: Record<string, string>) {
    return askFor(this.#address, schema, { path, method: 'POST', body: new URLSearchParams(form) });
  }
}

function labelForm({ selector, begin, end, most }: LabelOptions): Record<string, string> {
  const match = selector === undefined ? {} : { 'match[]': selector };
  return { ...match, start: String(begin / 1000), end: String(end / 1000), limit: String(most) };
}
