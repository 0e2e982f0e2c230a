import { createHash } from 'node:crypto';

/** The name of the stream in NATS, what is stored in it, and where NATS publishes what it has stored. */
export const STREAM = 'cortex-events';
export const STORED_SUBJECTS = 'cortex.events.*';
export const LIVE_SUBJECTS = 'cortex.live.{{wildcard(1)}}';

/** Where NATS publishes what it has stored on the subject. */
export function liveSubjectOf(stored: string): string {
  return stored.replace(/^cortex\.events\./, 'cortex.live.');
}

/** The subject on which NATS stored what it has published on this one. */
export function storedSubjectOf(live: string): string {
  return live.replace(/^cortex\.live\./, 'cortex.events.');
}

export interface UserSubjects {
  stored: string;
  live: string;
}

/**
 * A hash, since an id may be empty, have any characters and any length. It is made of UTF-16: in UTF-8 all lone surrogates, and with them
 * their users, would be the same.
 */
export function subjectsOf(userId: string): UserSubjects {
  const token = createHash('sha256').update(Buffer.from(userId, 'utf16le')).digest('base64url');
  const stored = `cortex.events.${token}`;
  return { stored, live: liveSubjectOf(stored) };
}
