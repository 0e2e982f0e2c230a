import { z } from 'zod';
import { idInUrl } from '../parts/id-in-url.ts';
import { traceSearch } from '../trace/search.ts';

/** The page's URL parameters, besides those of a trace. Invalid ones are ignored. The file itself stays in the browser. */
export const fileSearch = traceSearch.extend({
  /** The trace that is shown, if the file has several. */
  trace: idInUrl,
  /** The index of the sample type that is shown, if a profile has several. */
  counted: z.number().int().nonnegative().optional().catch(undefined),
});

export type FileSearch = z.output<typeof fileSearch>;
