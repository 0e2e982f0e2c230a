import { z } from 'zod';

/** Jaeger leaves out leading zeros. */
const ID = /^[0-9a-f]{1,32}$/;
/** More digits than any number in a URL has. */
const SURELY_ID = /^[0-9a-f]{15,32}$/;

/** The id of a trace or span in a URL. The router parses ids of digits alone as numbers. */
export const idInUrl = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().regex(ID))
  .optional()
  .catch(undefined);

/** Parses the values in a URL as JSON where they are, except ids: `12e4567890123456` would become Infinity. */
export function parseUrlValue(text: string): unknown {
  if (SURELY_ID.test(text)) throw new SyntaxError('an id is not JSON');
  return JSON.parse(text);
}
