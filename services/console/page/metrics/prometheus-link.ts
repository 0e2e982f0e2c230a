import { z } from 'zod';
import { textInUrl } from '../parts/text-in-url.ts';
import type { MetricsSearch } from './search.ts';

/** What a link to Prometheus' own page of graphs says, as that of an alert to its source does. */
export const prometheusLink = z.object({ 'g0.expr': textInUrl });

/** The same in the console. */
export function fromPrometheus({ 'g0.expr': query }: z.output<typeof prometheusLink>): MetricsSearch {
  return { query };
}
