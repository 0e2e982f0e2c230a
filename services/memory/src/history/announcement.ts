import { z } from 'zod';
import type { NewInput } from './new-input.ts';

const announcement = z.tuple([z.string(), z.string()]);

/** The message by which processes notify each other of a stored input. It has only the ids: the rest is in the database, and too long for a message. */
export function toAnnouncement({ userId, inputId }: NewInput): string {
  return JSON.stringify([userId, inputId]);
}

/** Parses a message; undefined if `toAnnouncement` did not write it, since others may use the channel. */
export function readAnnouncement(message: string): Pick<NewInput, 'userId' | 'inputId'> | undefined {
  try {
    const [userId, inputId] = announcement.parse(JSON.parse(message));
    return { userId, inputId };
  } catch {
    return undefined;
  }
}
