import { z } from 'zod';

/** The refresh intervals to select from. */
export const REFRESHES = ['off', '5s', '10s', '30s', '1m', '5m'] as const;

/** The page's URL parameters. */
export const dashboardSearch = z.object({
  /** The selected values of variables; the dashboard's defaults when left out. */
  vars: z.record(z.string(), z.array(z.string())).optional().catch(undefined),
  /** The dashboard's default when left out. */
  refresh: z.enum(REFRESHES).optional().catch(undefined),
});

export type DashboardSearch = z.output<typeof dashboardSearch>;
