import { clearLine, cursorTo } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const REDRAW_EVERY_MILLISECONDS = 250;
/** The width that a terminal is taken to have which does not state it. */
const NARROW_COLUMNS = 80;

export interface CountdownOptions {
  what: string;
  stream: NodeJS.WriteStream;
  /** Ends the wait early: then this rejects with its reason. */
  signal?: AbortSignal;
}

/** Waits, and on a terminal shows how long there is to go; elsewhere one line says what for. */
export async function countdown(seconds: number, { what, stream, signal }: CountdownOptions): Promise<void> {
  if (!stream.isTTY) stream.write(`${what} …\n`);
  const end = Date.now() + seconds * 1000;
  for (let left = end - Date.now(); left > 0; left = end - Date.now()) {
    if (stream.isTTY) redraw(`${what}: ${(left / 1000).toFixed(0)} s to go`, stream);
    await pause(Math.min(left, REDRAW_EVERY_MILLISECONDS));
    signal?.throwIfAborted();
  }
  if (stream.isTTY) redraw('', stream);
}

function redraw(text: string, stream: NodeJS.WriteStream): void {
  cursorTo(stream, 0);
  clearLine(stream, 0);
  stream.write(text.slice(0, (stream.columns || NARROW_COLUMNS) - 1));
}
