/** Selects the series of the services in the dashboard's variable, all instances together. */
export const SERVICE_CHOSEN = 'job=~"$service"';

/** Selects the series of the processes in the dashboard's variables. */
export const CHOSEN = `${SERVICE_CHOSEN},instance=~"$instance"`;

/** The increase of counters per second, summed by labels. */
export function rate(series: string, by: string): string {
  return `sum by (${by}) (rate(${series}[$__rate_interval]))`;
}

export interface QuantileOptions {
  /** The share of values below it, from 0 to 1. */
  share: number;
  /** Selector of a histogram's buckets. */
  buckets: string;
  by?: string;
}

export function quantile({ share, buckets, by = '' }: QuantileOptions): string {
  const labels = by === '' ? 'le' : `${by}, le`;
  return `histogram_quantile(${share}, ${rate(buckets, labels)})`;
}

const PERCENTILES = [0.5, 0.95, 0.99];

/** Queries for the 50th, 95th and 99th percentile. @param spans spans (one of `SPANS`) whose traces are shown too */
export function percentiles(buckets: string, spans?: string) {
  return PERCENTILES.map((share) => ({
    expr: quantile({ share, buckets }),
    legend: `p${share * 100}`,
    // Only with one of them, because all would show the same traces.
    spans: share === Math.max(...PERCENTILES) ? spans : undefined,
  }));
}
