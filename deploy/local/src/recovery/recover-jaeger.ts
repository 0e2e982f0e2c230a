import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dropTable } from './badger-manifest.ts';
import { type DamageKind, type Recovery, recoveryOf } from './recovery.ts';
import { setAside } from './set-aside.ts';

/** The recovery of a table, a log or all of Badger, in which Jaeger keeps its spans, when it cannot be opened. */
export function recoverJaeger(dataDirectory: string): Recovery {
  const directory = join(dataDirectory, 'jaeger');
  const keys = join(directory, 'keys');
  const table = { repair: (id: string) => setTableAside(dataDirectory, Number(id)) };
  const file = { repair: (path: string) => setAside(dataDirectory, [path]) };
  const kinds: DamageKind[] = [
    // Badger gives the file its size before it ends, so the next start can use it.
    { reported: /while opening fid: (\d+) err: Create a new file/, repair: emptyFile },
    { reported: /Open existing file: \\?"[^"]*?(\d+\.vlog)\\?" err: Create a new file/, repair: emptyFile },
    { reported: /While opening memtable: (\S+?\.mem)/, ...file },
    { reported: /Open existing file: \\?"([^"\\]+\.vlog)/, ...file },
    { reported: /(\d+)\.sst\\?" err: /, ...table },
    { reported: /File Info: \[ID: (\d+),/, ...table },
    { reported: /file does not exist for table (\d+)/, ...table },
    // Nothing is encrypted, so Badger can begin a new one.
    {
      reported: /key registry|sanity text|Encryption key mismatch/,
      repair: () => setAside(dataDirectory, [join(keys, 'KEYREGISTRY')]),
    },
    { reported: /failed to initialize storage|badger\/v4/, repair: () => setAside(dataDirectory, [directory]) },
  ];
  return recoveryOf(kinds);
}

function emptyFile(name: string): string {
  return `found the file ${name} empty, so that nothing is lost`;
}

/** Sets a table aside. The others can be used without it, because spans are only ever added. */
function setTableAside(dataDirectory: string, id: number): string {
  const keys = join(dataDirectory, 'jaeger', 'keys');
  const name = `${String(id).padStart(6, '0')}.sst`;
  const table = join(keys, name);
  const done = existsSync(table) ? setAside(dataDirectory, [table]) : undefined;
  dropTable(join(keys, 'MANIFEST'), id);
  return done ?? `goes on without its table ${name}, which is missing`;
}
