import type { z } from 'zod';
import { counted } from './counted.ts';
import { fromMessage } from './expectation.ts';
import type { FieldError } from './http-error.ts';

/** Describes zod's issues: for each field what was expected and what kind of value came. Values are never repeated, except numbers out of bounds. */
export function describeIssues(error: z.ZodError, input: unknown): FieldError[] {
  return error.issues.map((issue) => ({
    field: issue.path.join('.'),
    expected: fromMessage(issue.message),
    came: cameOf(issue, valueAt(input, issue.path)),
  }));
}

/** Joins the errors into one line, for a person or a log. */
export function summarize(errors: FieldError[]): string {
  return errors
    .map(({ field, expected, came }) => `${field || 'value'}: expected ${expected}, came ${came}`)
    .join('; ');
}

function cameOf(issue: z.core.$ZodIssue, value: unknown): string {
  return isWrongNumber(issue, value) ? `${value}` : kindOf(value);
}

/** Then the number itself is shown: that a number came where one was expected explains nothing. */
function isWrongNumber(issue: z.core.$ZodIssue, value: unknown): boolean {
  if (typeof value !== 'number') return false;
  return issue.code === 'invalid_type'
    ? issue.expected === 'int'
    : issue.code === 'too_small' || issue.code === 'too_big';
}

function valueAt(input: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], input);
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'string') return `a string of ${counted(value.length, 'character')}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
