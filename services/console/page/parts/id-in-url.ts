import { z } from 'zod';

/** Jaeger leaves out zeros at the begin. */
const ID = /^[0-9a-f]{1,32}$/;
/** No number of a URL has as many digits. */
const SURELY_ID = /^[0-9a-f]{15,32}$/;

/** The id of a trace or span as a URL has it. Ids of digits alone come from the router as numbers. */
export const idInUrl = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().regex(ID))
  .optional()
  .catch(undefined);

/** Values of a URL are JSON where they can be, save for ids: `12e4567890123456` would be infinite. */
export function parseUrlValue(text: string): unknown {
  if (SURELY_ID.test(text)) throw new SyntaxError('an id is no JSON');
  return JSON.parse(text);
}
