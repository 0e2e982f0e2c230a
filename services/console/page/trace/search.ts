import { z } from 'zod';

/** What the page's URL says. Whatever it cannot be is left out. */
export const traceSearch = z.object({});
