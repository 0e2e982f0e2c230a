/**
 * Lets this process outlive its output. A closed terminal or a finished reader is not a fault of the stack. When a full disk
 * refuses output, that is missing from somebody's file, so the process continues but ends with 1.
 */
export function outliveConsole(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ENOSPC') process.exitCode = 1;
    });
  }
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
