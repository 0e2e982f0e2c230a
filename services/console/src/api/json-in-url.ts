import { z } from 'zod';

/** A parameter of a URL that is JSON. @param expected what stands in the error for one that is not as the schema says */
export function jsonInUrl<Schema extends z.ZodType>(schema: Schema, expected: string) {
  return z.string().transform((written, context): z.output<Schema> => {
    try {
      return schema.parse(JSON.parse(written));
    } catch {
      context.addIssue({ code: 'custom', message: `expected ${expected}` });
      return z.NEVER;
    }
  });
}
