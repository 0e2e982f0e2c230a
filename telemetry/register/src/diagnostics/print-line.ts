import { countLostLine } from './lost-lines.ts';

/** Writes one line to standard error, apart from the application's log on standard output. One that cannot be written is counted. */
export function printLine(...parts: readonly unknown[]): void {
  printText(() => `[telemetry] ${parts.map(text).join(' ').replace(/\s+/g, ' ').trim()}`);
}

/** Does the same as `printLine` for a text of several lines. */
export function printText(makeText: () => string): void {
  try {
    const { stderr } = process;
    stderr.write(`${makeText()}\n`, (error) => error && lose(stderr));
  } catch {
    countLostLine('stderr');
  }
}

/** After this an error event follows, which ends the process unless somebody listens. Listeners of the application stay the only ones. */
function lose(stream: NodeJS.WriteStream): void {
  countLostLine('stderr');
  if (stream.listenerCount('error') === 0) stream.once('error', () => undefined);
}

/** What went wrong in a few words: a network error's code, else the message. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && error.code !== undefined ? String(error.code) : error.message || error.name;
}

function text(part: unknown): string {
  if (part instanceof Error) return reasonOf(part);
  return typeof part === 'object' ? JSON.stringify(part) : String(part);
}
