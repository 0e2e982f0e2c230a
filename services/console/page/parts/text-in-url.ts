import { z } from 'zod';

/** Text in a URL. The router parses numbers and booleans, which become text again. */
export const textInUrl = z
  .union([z.string(), z.number().transform(String), z.boolean().transform(String)])
  .optional()
  .catch(undefined);
