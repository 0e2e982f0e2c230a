import { z } from 'zod';
import { textInUrl } from '../parts/text-in-url.ts';

const milliseconds = z.number().nonnegative().optional().catch(undefined);
const flag = z.literal(true).optional().catch(undefined);

/** The page's URL parameters. Invalid ones are ignored. */
export const tracesSearch = z.object({
  service: textInUrl,
  operation: textInUrl,
  tool: textInUrl,
  /** A service or database that the service calls. */
  calls: textInUrl,
  /** Attributes in the format of the model's `readPairs`. */
  where: textInUrl,
  min: milliseconds,
  max: milliseconds,
  failed: flag,
  /** The slowest first when left out. */
  order: z.enum(['newest']).optional().catch(undefined),
  /** Polls for new traces. */
  live: flag,
});

export type TracesSearch = z.output<typeof tracesSearch>;
