import { HttpError } from '@cortex/runtime';
import { z } from 'zod';
import { parseSelectors } from '../query/label-selector.ts';
import type { Selection } from '../query/profile-reader.ts';
import { type ProfileType, parseProfileTypeId } from '../store/profile-type.ts';
import { parseTime } from './time-expression.ts';

/** A time as {@link parseTime} reads it. */
export const time = z
  .string()
  .refine((text) => parseTime(text, 0) !== undefined, 'expected now, now-1h or a Unix time');

/** The parameters by which a URL says which profiles it means. */
export const profileQuery = {
  query: z.string(),
  from: time.default('now-1h'),
  until: time.default('now'),
};

export interface ProfileQuery {
  query: string;
  from: string;
  until: string;
}

/** Throws an HttpError for a `query` that is no `<profile type id>{label="value"}`. */
export function readProfileQuery({ query, from, until }: ProfileQuery): { type: ProfileType; selection: Selection } {
  const [, profileType = '', selector = ''] = /^([^{]*)(\{.*\})?$/s.exec(query.trim()) ?? [];
  const type = parseProfileTypeId(profileType);
  if (type === undefined) {
    throw new HttpError(400, `The query is not valid: expected <profile type id>{label="value"}, came ${query}`);
  }
  const now = Date.now();
  const range = { start: parseTime(from, now) as number, end: parseTime(until, now) as number };
  return { type, selection: { profileType, matchers: parseSelectors([selector]), ...range } };
}
