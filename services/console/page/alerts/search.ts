import { z } from 'zod';
import { textInUrl } from '../parts/text-in-url.ts';

/** What the page's URL says. */
export const alertsSearch = z.object({
  /** The alert that is open, as `alertKey` names it. */
  alert: textInUrl,
});
