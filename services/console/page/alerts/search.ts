import { z } from 'zod';
import { textInUrl } from '../parts/text-in-url.ts';

/** The page's URL parameters. */
export const alertsSearch = z.object({
  /** The alert that is open, identified by `alertKey`. */
  alert: textInUrl,
});
