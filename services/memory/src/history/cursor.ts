/** A place in a history: the page that follows begins after this item. */
export interface Cursor {
  /** Milliseconds since the epoch. */
  timestamp: number;
  inputId: string;
}

/** The cursor as clients get it: opaque, and safe in a URL. */
export function encodeCursor({ timestamp, inputId }: Cursor): string {
  return Buffer.from(`${timestamp}.${inputId}`).toString('base64url');
}

/** Undefined for a text that `encodeCursor` did not make. */
export function decodeCursor(text: string): Cursor | undefined {
  const [, timestamp, inputId] = /^(\d{1,15})\.(.+)$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  return timestamp && inputId ? { timestamp: Number(timestamp), inputId } : undefined;
}
