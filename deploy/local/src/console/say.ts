/** The console may go away before this process does (a closed terminal, a finished reader): that is no fault of the stack. */
export function outliveConsole(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
