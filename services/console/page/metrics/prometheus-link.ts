import { z } from 'zod';
import { textInUrl } from '../parts/text-in-url.ts';
import type { MetricsSearch } from './search.ts';

/** Parameters of a link to Prometheus' own graph page, such as the source link of an alert. */
export const prometheusLink = z.object({ 'g0.expr': textInUrl });

/** The same query as a search of the Metrics page. */
export function fromPrometheus({ 'g0.expr': query }: z.output<typeof prometheusLink>): MetricsSearch {
  return { query };
}
