import { z } from 'zod';
import { idInUrl } from '../parts/id-in-url.ts';
import { traceSearch } from '../trace/search.ts';

/** What the page's URL says, besides what is said of a trace. Whatever it cannot be is left out. The file itself stays in the browser. */
export const fileSearch = traceSearch.extend({
  /** Which of several traces is shown. */
  trace: idInUrl,
  /** Which of several things that a profile counts, by number. */
  counted: z.number().int().nonnegative().optional().catch(undefined),
});

export type FileSearch = z.output<typeof fileSearch>;
