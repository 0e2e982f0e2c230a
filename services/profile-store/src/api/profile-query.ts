import { HttpError } from '@cortex/runtime';
import { z } from 'zod';
import { parseSelectors } from '../query/label-selector.ts';
import type { Selection } from '../query/profile-reader.ts';
import { type ProfileType, parseProfileTypeId } from '../store/profile-type.ts';
import { parseTime } from './time-expression.ts';

/** A time that {@link parseTime} can read. */
export const time = z
  .string()
  .refine((text) => parseTime(text, 0) !== undefined, 'expected now, now-1h or a Unix time');

/** The URL parameters that select profiles. */
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

/** Splits `<profile type id>{label="value"}`, of which each part is optional. Throws an HttpError for anything else. */
export function splitQuery(query: string): { profileType: string; selector: string } {
  const [, profileType, selector = ''] = /^([^{]*)(\{.*\})?$/s.exec(query.trim()) ?? [];
  if (profileType === undefined || (profileType !== '' && parseProfileTypeId(profileType) === undefined))
    throw invalid(query);
  return { profileType, selector };
}

const invalid = (query: string) =>
  new HttpError(400, `The query is not valid: expected <profile type id>{label="value"}, came ${query}`);

/** Parses the parameters. Throws an HttpError if `query` is not `<profile type id>{label="value"}`. */
export function readProfileQuery({ query, from, until }: ProfileQuery): { type: ProfileType; selection: Selection } {
  const { profileType, selector } = splitQuery(query);
  const type = parseProfileTypeId(profileType);
  if (type === undefined) throw invalid(query);
  const now = Date.now();
  const range = { start: parseTime(from, now) as number, end: parseTime(until, now) as number };
  return { type, selection: { profileType, matchers: parseSelectors([selector]), ...range } };
}
