import { z } from 'zod';

const Sample = z.tuple([z.number(), z.string()]);
const QueryAnswer = z.object({
  data: z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: Sample })) }),
});
const RangeAnswer = z.object({
  data: z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()), values: z.array(Sample) })) }),
});
const ExemplarsAnswer = z.object({
  data: z.array(
    z.object({ exemplars: z.array(z.object({ labels: z.record(z.string(), z.string()), value: z.string() })) }),
  ),
});
const SeriesAnswer = z.object({ data: z.array(z.record(z.string(), z.string())) });
const LabelValuesAnswer = z.object({ data: z.array(z.string()) });

export interface SeriesOverTime {
  labels: Record<string, string>;
  values: number[];
}

export interface Series {
  labels: Record<string, string>;
  value: number;
}

/** A client of Prometheus' HTTP API. */
export class PrometheusClient {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** The instant vector of a PromQL expression, now or at a time in milliseconds since 1970. */
  async query(expression: string, at?: number): Promise<Series[]> {
    const time = at === undefined ? {} : { time: String(at / 1000) };
    const { data } = QueryAnswer.parse(await this.#get('/api/v1/query', { query: expression, ...time }));
    return data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }

  /** The values of a PromQL expression over a time range, in seconds since 1970. */
  async range(expression: string, time: { start: number; end: number; step: number }): Promise<SeriesOverTime[]> {
    const given = Object.fromEntries(Object.entries(time).map(([name, value]) => [name, String(value)]));
    const { data } = RangeAnswer.parse(await this.#get('/api/v1/query_range', { query: expression, ...given }));
    return data.result.map(({ metric, values }) => ({
      labels: metric,
      values: values.map(([, value]) => Number(value)),
    }));
  }

  /** The labels of every exemplar in the last hour. */
  async exemplars(expression: string): Promise<Array<Record<string, string>>> {
    const now = Date.now() / 1000;
    const range = { start: String(now - 3600), end: String(now + 60) };
    const { data } = ExemplarsAnswer.parse(await this.#get('/api/v1/query_exemplars', { query: expression, ...range }));
    return data.flatMap(({ exemplars }) => exemplars.map(({ labels }) => labels));
  }

  /** The metric names of the series that a selector matches. */
  async metricNames(selector: string): Promise<string[]> {
    return this.values('__name__', selector);
  }

  /** The values of a label in the series that a selector matches. */
  async values(label: string, selector: string): Promise<string[]> {
    return LabelValuesAnswer.parse(await this.#get(`/api/v1/label/${label}/values`, { 'match[]': selector })).data;
  }

  /** The labels of every series that a selector has matched within the last hour. */
  async series(selector: string): Promise<Array<Record<string, string>>> {
    return SeriesAnswer.parse(await this.#get('/api/v1/series', { 'match[]': selector })).data;
  }

  async #get(path: string, parameters: Record<string, string>): Promise<unknown> {
    const address = new URL(path, this.url);
    address.search = new URLSearchParams(parameters).toString();
    const response = await fetch(address);
    if (!response.ok) throw new Error(`Prometheus answered ${response.status} to ${address}: ${await response.text()}`);
    return response.json();
  }
}
