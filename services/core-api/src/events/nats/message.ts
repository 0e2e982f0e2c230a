import { headers, type MsgHdrs } from '@nats-io/transport-node';
import { z } from 'zod';
import type { EventData } from '../event.ts';

/** When the event was made, in milliseconds since the epoch, on the clock of who published it. */
const CREATED_AT = 'Cortex-Created-At';
/** Marks a message that stands for events that were lost. */
const LOST = 'Cortex-Lost';
const DAY_MILLISECONDS = 24 * 60 * 60_000;

/** A message of the stream, as it is stored or as it comes live. */
export interface StoredMessage {
  sequence: number;
  subject: string;
  headers: MsgHdrs | undefined;
  data: Uint8Array;
}

export type Content =
  | { kind: 'event'; data: EventData; createdAt: number | undefined }
  | { kind: 'lost' }
  | { kind: 'unreadable'; cause: string };

const event = z.looseObject({ type: z.enum(['context', 'error']) });

export function eventHeaders(): MsgHdrs {
  const made = headers();
  made.set(CREATED_AT, String(Date.now()));
  return made;
}

export function lossHeaders(): MsgHdrs {
  const made = headers();
  made.set(LOST, '1');
  return made;
}

/** Anything may be in a stream: a message of another version, or of somebody else. */
export function contentOf({ data, headers }: StoredMessage): Content {
  if (headers?.has(LOST)) return { kind: 'lost' };
  try {
    const parsed = event.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data)));
    if (!parsed.success) return { kind: 'unreadable', cause: 'no event of a known type' };
    return { kind: 'event', data: parsed.data, createdAt: createdAt(headers) };
  } catch {
    return { kind: 'unreadable', cause: 'no JSON' };
  }
}

/** On the clock of `performance.now()`. The clocks of two replicas may differ: no event was made after now, and one that would be older than a day has no date. */
function createdAt(headers: MsgHdrs | undefined): number | undefined {
  const epochMilliseconds = Number(headers?.get(CREATED_AT) || Number.NaN);
  const age = Math.max(0, Date.now() - epochMilliseconds);
  return age < DAY_MILLISECONDS ? performance.now() - age : undefined;
}
