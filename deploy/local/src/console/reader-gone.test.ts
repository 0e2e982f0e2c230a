import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const COMMANDS = ['main.ts', ...['trace', 'profile', 'heapdiff', 'fault', 'demo'].map((name) => `${name}/main.ts`)];

function file(command: string): string {
  return fileURLToPath(new URL(`../${command}`, import.meta.url));
}

/** Runs a command that prints its usage to `stdout`, and returns how it ends. */
async function showUsage(
  command: string,
  stdout: 'pipe' | number,
): Promise<{ code: number | null; complaint: string }> {
  const child = spawn(process.execPath, ['--conditions=cortex-source', file(command), '--help'], {
    stdio: ['ignore', stdout, 'pipe'],
  });
  child.stdout?.destroy();
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const complaint = await text(child.stderr as NodeJS.ReadableStream);
  return { code: await ended, complaint };
}

test.each(COMMANDS)('%s ends silently when its reader has gone, as in a pipe to head', async (command) => {
  expect(await showUsage(command, 'pipe')).toEqual({ code: 0, complaint: '' });
});

test.each(COMMANDS)('%s ends with 1 when its output does not fit on the disk', async (command) => {
  const full = openSync('/dev/full', 'w');
  try {
    expect(await showUsage(command, full)).toEqual({ code: 1, complaint: '' });
  } finally {
    closeSync(full);
  }
});
