import { z } from 'zod';
import { textInUrl } from '../parts/text-in-url.ts';

/** The page's URL parameters. Invalid ones are ignored. */
export const metricsSearch = z.object({
  /** A PromQL expression. */
  query: textInUrl,
  /** In seconds; chosen by the time range when left out. */
  step: z.number().positive().optional().catch(undefined),
});

export type MetricsSearch = z.output<typeof metricsSearch>;
