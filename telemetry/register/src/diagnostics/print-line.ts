import { countLostLine } from './lost-lines.ts';

/** Writes one line to standard error, apart from the application's log on standard output. A line that cannot be written is counted. */
export function printLine(...parts: readonly unknown[]): void {
  printText(() => `[telemetry] ${parts.map(text).join(' ').replace(/\s+/g, ' ').trim()}`);
}

/** Writes a text of several lines, as `printLine` does for one. */
export function printText(makeText: () => string): void {
  try {
    const { stderr } = process;
    stderr.write(`${makeText()}\n`, (error) => error && lose(stderr));
  } catch {
    countLostLine('stderr');
  }
}

/** An `error` event of the stream follows, which would end the process. So this listens to it, unless the application does. */
function lose(stream: NodeJS.WriteStream): void {
  countLostLine('stderr');
  if (stream.listenerCount('error') === 0) stream.once('error', () => undefined);
}

/** An error in a few words: its code, such as `ECONNREFUSED`, or else its message. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && error.code !== undefined ? String(error.code) : error.message || error.name;
}

function text(part: unknown): string {
  if (part instanceof Error) return reasonOf(part);
  return typeof part === 'object' ? JSON.stringify(part) : String(part);
}
