import { z } from 'zod';
import { textInUrl } from '../parts/text-in-url.ts';

/** What the page's URL says. Whatever it cannot be is left out. */
export const metricsSearch = z.object({
  /** An expression of PromQL. */
  query: textInUrl,
  /** Seconds; one that fits the time when left out. */
  step: z.number().positive().optional().catch(undefined),
});

export type MetricsSearch = z.output<typeof metricsSearch>;
