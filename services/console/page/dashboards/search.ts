import { z } from 'zod';

/** How often a dashboard may be asked again. */
export const REFRESHES = ['off', '5s', '10s', '30s', '1m', '5m'] as const;

/** What the page's URL says. */
export const dashboardSearch = z.object({
  /** The chosen values of variables; what the dashboard itself says when left out. */
  vars: z.record(z.string(), z.array(z.string())).optional().catch(undefined),
  /** What the dashboard itself says when left out. */
  refresh: z.enum(REFRESHES).optional().catch(undefined),
});

export type DashboardSearch = z.output<typeof dashboardSearch>;
