import { z } from 'zod';

/** A URL parameter with JSON. @param expected describes the expected value in errors */
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
