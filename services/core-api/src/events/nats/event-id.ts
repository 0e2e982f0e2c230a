/** A position in the NATS stream: everything up to it has been delivered. */
export interface Position {
  /** Identifies the NATS stream, because one that is created again numbers its messages from 1. */
  log: string;
  sequence: number;
}

const ID_PATTERN = /^([0-9a-f]{8})-([0-9]{1,15})$/;

export function eventId({ log, sequence }: Position): string {
  return `${log}-${sequence}`;
}

/** Returns the position after the event with this id. Any other text gives a position before all events, in no NATS stream. */
export function positionOf(id: string): Position {
  const [, log = '', digits = '0'] = ID_PATTERN.exec(id) ?? [];
  return { log, sequence: Number(digits) };
}
