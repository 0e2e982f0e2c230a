import type { Dashboard, Panel } from '../../platform/panel-queries.ts';
import type { PrometheusClient } from '../../platform/prometheus.ts';

/** The page's step for a quarter of an hour. */
const STEP_SECONDS = 5;
const HEAT_STEP_SECONDS = 15;
const RATE_SECONDS = 40;
export const QUARTER_MILLISECONDS = 15 * 60_000;

type Target = NonNullable<Panel['targets']>[number];

/** A name and its value: text if the dashboard maps it, null if it is not a number. */
export type Shown = [name: string, value: number | string | null];

/** The expected values of a panel over a quarter of an hour, from Prometheus' answers to its queries. */
export class ExpectedValues {
  readonly #prometheus: PrometheusClient;
  readonly #variables: Record<string, string>;
  readonly #end: number;

  /** @param end milliseconds since the epoch */
  static async of(prometheus: PrometheusClient, { templating }: Dashboard, end: number): Promise<ExpectedValues> {
    const [service] = templating.list;
    const jobs = await prometheus.values('job', 'up{job!~"jaeger|logs|profile-store"}');
    const chosen = service?.current.value === '$__all' ? oneOf(jobs) : String(service?.current.value);
    const instances = await prometheus.values('instance', `target_info{job=~"${chosen}"}`);
    return new ExpectedValues(prometheus, { service: chosen, instance: oneOf(instances) }, end);
  }

  private constructor(prometheus: PrometheusClient, variables: Record<string, string>, end: number) {
    this.#prometheus = prometheus;
    this.#variables = variables;
    this.#end = end;
  }

  /** The last value of each line. */
  async lines({ targets = [] }: Panel): Promise<Shown[]> {
    const answers = await Promise.all(targets.map((target) => this.#range(target, STEP_SECONDS)));
    return answers.flatMap((series, index) =>
      series.map(
        ({ labels, values }): Shown => [
          legend(targets[index]?.legendFormat, labels),
          numberOf(values.some(Number.isFinite) ? values.at(-1) : undefined),
        ],
      ),
    );
  }

  /** The newest value of each series, or its text if the panel maps it. */
  async newest({ targets = [], fieldConfig }: Panel): Promise<Shown[]> {
    const texts = Object.assign({}, ...(fieldConfig?.defaults.mappings ?? []).map(({ options }) => options));
    const answers = await this.#newest(targets);
    return answers.flatMap((series, index) =>
      series.map(
        ({ labels, value }): Shown => [
          legend(targets[index]?.legendFormat, labels),
          texts[String(value)]?.text ?? numberOf(value),
        ],
      ),
    );
  }

  /** The number of rows of a table, and its values. */
  async table({ targets = [] }: Panel): Promise<{ rows: number; values: (number | null)[] }> {
    const answers = await this.#newest(targets);
    const rows = new Set(answers.flatMap((series) => series.map(({ labels }) => JSON.stringify(withoutName(labels)))));
    return { rows: rows.size, values: answers.flatMap((series) => series.map(({ value }) => numberOf(value))) };
  }

  /** The number of values in all buckets. */
  async heat({ targets: [target] = [] }: Panel): Promise<number> {
    const series = target === undefined ? [] : await this.#range(target, HEAT_STEP_SECONDS);
    const all = series.find(({ labels }) => labels.le === '+Inf')?.values ?? [];
    return all.filter(Number.isFinite).reduce((sum, value) => sum + value, 0);
  }

  #newest(targets: Target[]) {
    return Promise.all(targets.map(({ expr }) => this.#prometheus.query(this.#replaced(expr), this.#end)));
  }

  #range({ expr }: Target, step: number) {
    const aligned = (milliseconds: number) => Math.floor(milliseconds / 1000 / step) * step;
    const time = { start: aligned(this.#end - QUARTER_MILLISECONDS), end: aligned(this.#end), step };
    return this.#prometheus.range(this.#replaced(expr), time);
  }

  #replaced(expr: string): string {
    return expr
      .replaceAll('$__rate_interval', `${RATE_SECONDS}s`)
      .replace(/\$(\w+)/g, (_, name: string) => this.#variables[name] ?? `no variable ${name}`);
  }
}

function oneOf(values: string[]): string {
  return `(${values.join('|')})`;
}

function legend(format: string | undefined, labels: Record<string, string>): string {
  return (format ?? '').replace(/\{\{(\w+)\}\}/g, (_, label: string) => labels[label] ?? '').trim() || '{}';
}

function withoutName({ __name__: _, ...labels }: Record<string, string>): [string, string][] {
  return Object.entries(labels).toSorted();
}

function numberOf(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
