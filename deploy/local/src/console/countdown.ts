import { clearLine, cursorTo } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const REDRAW_EVERY_MILLISECONDS = 250;
/** The width that is assumed for a terminal that does not state its own. */
const NARROW_COLUMNS = 80;

export interface CountdownOptions {
  what: string;
  stream: NodeJS.WriteStream;
  /** Aborting ends the wait early and rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Waits. A terminal shows the remaining time; elsewhere, one line says what the wait is for. */
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
