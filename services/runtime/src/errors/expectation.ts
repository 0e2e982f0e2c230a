import type { z } from 'zod';
import { counted } from './counted.ts';

type Issue = z.core.$ZodRawIssue;
type SizeIssue = z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig>;

/** Types whose name in zod is not the one in JSON. */
const TYPES: Record<string, string> = { record: 'object', int: 'whole number' };
const UNITS: Record<string, string> = { string: 'character', array: 'item' };

/** zod's error map for types and sizes: what was expected, as the end of a sentence. A schema's own message takes precedence. */
export function expectation(issue: Issue): string | undefined {
  if (issue.code === 'invalid_type') return withArticle(issue.expected);
  return issue.code === 'too_small' || issue.code === 'too_big'
    ? `${withArticle(issue.origin)} ${bound(issue)}`
    : undefined;
}

/** Extracts what was expected from zod's own messages, such as `Invalid URL` and `Invalid option: expected one of "a"|"b"`. */
export function fromMessage(message: string): string {
  return message.replace(/^(.*?: )?expected /, '').replace(/^Invalid /, 'a valid ');
}

function bound(issue: SizeIssue): string {
  const [limit, within, beyond] =
    issue.code === 'too_small' ? [issue.minimum, 'at least', 'over'] : [issue.maximum, 'at most', 'under'];
  const unit = UNITS[issue.origin];
  const amount = unit ? `of ${within} ${counted(limit, unit)}` : `of ${within} ${limit}`;
  return issue.inclusive === false ? `${beyond} ${limit}` : amount;
}

function withArticle(type: string): string {
  const name = TYPES[type] ?? type;
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}
