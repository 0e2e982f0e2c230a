import { headers, type MsgHdrs } from '@nats-io/transport-node';
import { z } from 'zod';
import type { EventData } from '../event.ts';

/** The time of the event in milliseconds since the epoch, on its publisher's clock. */
const CREATED_AT = 'Cortex-Created-At';
/** Marks a message that stands for events that were lost. */
const LOST = 'Cortex-Lost';
const DAY_MILLISECONDS = 24 * 60 * 60_000;

/** A message of the NATS stream: a stored one, or its live copy. */
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

/** Reads a message, which another version of core-api or somebody else may have written. */
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

/** The time of the event on the clock of `performance.now()`. Clocks of replicas may differ: a time in the future counts as now, one of more than a day ago as unknown. */
function createdAt(headers: MsgHdrs | undefined): number | undefined {
  const epochMilliseconds = Number(headers?.get(CREATED_AT) || Number.NaN);
  const age = Math.max(0, Date.now() - epochMilliseconds);
  return age < DAY_MILLISECONDS ? performance.now() - age : undefined;
}
