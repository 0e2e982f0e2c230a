import { z } from 'zod';
import { textInUrl } from '../parts/text-in-url.ts';

/** The page's URL parameters. */
export const loadSearch = z.object({
  /** The file of the selected run; the newest when left out. */
  run: textInUrl,
});
