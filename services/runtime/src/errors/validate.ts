import type { z } from 'zod';
import { describeIssues, summarize } from './describe-issues.ts';
import { expectation } from './expectation.ts';
import { HttpError } from './http-error.ts';

/** Parses a value by a schema. Throws a 422 {@link HttpError} that names each invalid field. */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { error: expectation });
  if (result.success) return result.data;
  const errors = describeIssues(result.error, value);
  throw new HttpError(422, summarize(errors), { errors });
}
