/**
 * The console may go away before this process does (a closed terminal, a finished reader): that is no fault of the stack.
 * What a full disk did not take is missing from somebody's file: the process goes on, and ends with 1.
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
