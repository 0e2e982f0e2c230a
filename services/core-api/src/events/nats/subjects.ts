import { createHash } from 'node:crypto';

/** The name of the NATS stream, the subjects that it stores, and those on which NATS publishes the stored messages again. */
export const STREAM = 'cortex-events';
export const STORED_SUBJECTS = 'cortex.events.*';
export const LIVE_SUBJECTS = 'cortex.live.{{wildcard(1)}}';

/** The subject on which NATS publishes the live copies of the messages stored on this one. */
export function liveSubjectOf(stored: string): string {
  return stored.replace(/^cortex\.events\./, 'cortex.live.');
}

/** The subject on which NATS stored the messages whose live copies it publishes on this one. */
export function storedSubjectOf(live: string): string {
  return live.replace(/^cortex\.live\./, 'cortex.events.');
}

export interface UserSubjects {
  stored: string;
  live: string;
}

/**
 * The subjects of a user, named by a hash, because an id may be empty and have any characters and any length. The hash is of UTF-16,
 * because UTF-8 has the same bytes for all lone surrogates, so that two users could share a subject.
 */
export function subjectsOf(userId: string): UserSubjects {
  const token = createHash('sha256').update(Buffer.from(userId, 'utf16le')).digest('base64url');
  const stored = `cortex.events.${token}`;
  return { stored, live: liveSubjectOf(stored) };
}
