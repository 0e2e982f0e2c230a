import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@cortex/trace-testing';
import { Supervisor } from '../supervisor/supervisor.ts';
import { serverProcess } from '../testing/server-process.ts';
import { smallDisk } from '../testing/small-disk.ts';
import { claimHome } from './claim-home.ts';
import { watchDisk } from './watch-disk.ts';

const DISK_BYTES = 32 * 1024 ** 2;

/** Fills the disk. @returns a function that empties it again */
function fill(path: string, bytes: number): () => void {
  const file = join(path, 'ballast');
  writeFileSync(file, Buffer.alloc(bytes));
  return () => rmSync(file);
}

test('reports once that a disk fills, and once that it has space again', async () => {
  using disk = smallDisk(DISK_BYTES);
  if (disk === undefined) return;
  const said: string[] = [];
  const isSaid = (count: number) => eventually(() => said.length >= count, { what: `${count} lines about the disk` });
  const over = new AbortController();
  const empty = fill(disk.path, DISK_BYTES - 4096);
  watchDisk({ home: disk.path, say: (line) => said.push(line), signal: over.signal });
  await isSaid(1);
  empty();
  await isSaid(2);
  over.abort();
  expect(said).toEqual([
    expect.stringMatching(
      /^Only 4\.0 KiB are free on the disk of .*: free some space, or point CORTEX_HOME to another/,
    ),
    expect.stringMatching(/^There is space again on the disk of .*: 32\.0 MiB are free$/),
  ]);
});

test('a start on a full disk names the disk and the remedy', async () => {
  using disk = smallDisk(DISK_BYTES);
  if (disk === undefined) return;
  fill(disk.path, DISK_BYTES);
  await expect(claimHome(disk.path)).rejects.toThrow(/ENOSPC.* Only 0 B are free on the disk of .*: free some space/);
});

test('names the full disk beside a process that could not say why it ended', async () => {
  using disk = smallDisk(DISK_BYTES);
  if (disk === undefined) return;
  const definition = await serverProcess({ home: disk.path, name: 'silent', before: 'process.exit(1);' });
  fill(disk.path, DISK_BYTES - 128 * 1024);
  const never = new AbortController().signal;
  const options = { say: () => {}, onChange: () => {}, signal: never, hurry: never };
  await expect(Supervisor.start([definition], options)).rejects.toThrow(
    /^silent ended before it was ready \(exit code 1\)\.\nIt wrote nothing\.\n.*\nOnly .* are free on the disk of /,
  );
});
