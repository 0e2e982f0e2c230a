/** A place in the stream: everything up to it has been handed over. */
export interface Position {
  /** Which stream it is of: one that was made anew numbers its events from 1 again. */
  log: string;
  sequence: number;
}

const ID_PATTERN = /^([0-9a-f]{8})-([0-9]{1,15})$/;

export function eventId({ log, sequence }: Position): string {
  return `${log}-${sequence}`;
}

/** The place after the event with that id; what is no id is before all events of no stream. */
export function positionOf(id: string): Position {
  const [, log = '', digits = '0'] = ID_PATTERN.exec(id) ?? [];
  return { log, sequence: Number(digits) };
}
