import { z } from 'zod';
import { textInUrl } from '../parts/text-in-url.ts';

const milliseconds = z.number().nonnegative().optional().catch(undefined);
const flag = z.literal(true).optional().catch(undefined);

/** What the page's URL says. Whatever it cannot be is left out. */
export const tracesSearch = z.object({
  service: textInUrl,
  operation: textInUrl,
  tool: textInUrl,
  /** What the service, or any, calls. */
  calls: textInUrl,
  /** Attributes, as `readPairs` of the model takes them. */
  where: textInUrl,
  min: milliseconds,
  max: milliseconds,
  failed: flag,
  /** The slowest when left out. */
  order: z.enum(['newest']).optional().catch(undefined),
  /** Asks again and again. */
  live: flag,
});

export type TracesSearch = z.output<typeof tracesSearch>;
