import { z } from 'zod';
import { textInUrl } from '../parts/text-in-url.ts';

/** What the page's URL says. */
export const loadSearch = z.object({
  /** The file of the run that is shown: the newest when left out. */
  run: textInUrl,
});
