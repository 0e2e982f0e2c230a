/** Series of the services that the dashboard's variable chooses, all instances together. */
export const SERVICE_CHOSEN = 'job=~"$service"';

/** Series of the processes that the dashboard's variables choose. */
export const CHOSEN = `${SERVICE_CHOSEN},instance=~"$instance"`;

/** Increase a second of counters, summed up by labels. */
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

/** A query for each of the 50th, 95th and 99th percentile. @param spans asks for the traces of these (one of `SPANS`) too */
export function percentiles(buckets: string, spans?: string) {
  return PERCENTILES.map((share) => ({
    expr: quantile({ share, buckets }),
    legend: `p${share * 100}`,
    // All would have the same.
    spans: share === Math.max(...PERCENTILES) ? spans : undefined,
  }));
}
