/** Writes one line to standard error, apart from the application's log on standard output. */
export function printLine(...parts: readonly unknown[]): void {
  process.stderr.write(`[telemetry] ${parts.map(text).join(' ').replace(/\s+/g, ' ').trim()}\n`);
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
