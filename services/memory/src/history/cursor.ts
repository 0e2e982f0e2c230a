/** A position in a history: the next page begins after this item. */
export interface Cursor {
  /** Milliseconds since the epoch. */
  timestamp: number;
  inputId: string;
}

/** Encodes a cursor for clients: opaque, and safe in a URL. */
export function encodeCursor({ timestamp, inputId }: Cursor): string {
  return Buffer.from(`${timestamp}.${inputId}`).toString('base64url');
}

/** Decodes a cursor; undefined for a text that `encodeCursor` did not write. */
export function decodeCursor(text: string): Cursor | undefined {
  const [, timestamp, inputId] = /^(\d{1,15})\.(.+)$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  return timestamp && inputId ? { timestamp: Number(timestamp), inputId } : undefined;
}
