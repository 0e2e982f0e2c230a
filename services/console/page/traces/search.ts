import { z } from 'zod';

/** Text of a URL; what looks like a number or a truth comes from the router as one. */
const text = z
  .union([z.string(), z.number().transform(String), z.boolean().transform(String)])
  .optional()
  .catch(undefined);
const milliseconds = z.number().nonnegative().optional().catch(undefined);
const flag = z.literal(true).optional().catch(undefined);

/** What the page's URL says. Whatever it cannot be is left out. */
export const tracesSearch = z.object({
  service: text,
  operation: text,
  tool: text,
  /** Attributes, as `readPairs` of the model takes them. */
  where: text,
  min: milliseconds,
  max: milliseconds,
  failed: flag,
  /** The slowest when left out. */
  order: z.enum(['newest']).optional().catch(undefined),
  /** Asks again and again. */
  live: flag,
});

export type TracesSearch = z.output<typeof tracesSearch>;
