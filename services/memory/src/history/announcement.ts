import { z } from 'zod';
import type { NewInput } from './new-input.ts';

const announcement = z.tuple([z.string(), z.string()]);

/** The message by which processes notify each other of a stored input: whose and which it is. The rest is in the database, and too long for a message. */
export function toAnnouncement({ userId, inputId }: NewInput): string {
  return JSON.stringify([userId, inputId]);
}

/** Undefined for what `toAnnouncement` did not make: others may use the channel. */
export function readAnnouncement(message: string): Pick<NewInput, 'userId' | 'inputId'> | undefined {
  try {
    const [userId, inputId] = announcement.parse(JSON.parse(message));
    return { userId, inputId };
  } catch {
    return undefined;
  }
}
