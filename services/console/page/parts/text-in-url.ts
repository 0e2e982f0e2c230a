import { z } from 'zod';

/** Text of a URL; what looks like a number or a truth comes from the router as one. */
export const textInUrl = z
  .union([z.string(), z.number().transform(String), z.boolean().transform(String)])
  .optional()
  .catch(undefined);
