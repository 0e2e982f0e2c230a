import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DamageKind, type Recovery, recoveryOf } from './recovery.ts';
import { setAside } from './set-aside.ts';

/** The recovery of one part of a day's lines, or of the whole day, when VictoriaLogs cannot open it. */
export function recoverLogStore(dataDirectory: string): Recovery {
  const partitions = join(dataDirectory, 'logs', 'partitions');
  const kinds: DamageKind[] = [
    {
      reported: /FATAL.*?\/partitions\/(\d{8}\/datadb\/[0-9A-F]{16})["/]/,
      repair: (part) => setPartAside(dataDirectory, part),
    },
    { reported: /FATAL.*?\/partitions\/(\d{8})\b/, repair: (day) => setAside(dataDirectory, [join(partitions, day)]) },
  ];
  return recoveryOf(kinds);
}

/** Sets a part aside and removes it from the list of parts: the log store deletes parts that are not listed, and refuses to start when a listed one is missing. */
function setPartAside(dataDirectory: string, part: string): string {
  const path = join(dataDirectory, 'logs', 'partitions', part);
  const list = join(path, '..', 'parts.json');
  const name = path.slice(-16);
  const parts: string[] = JSON.parse(readFileSync(list, 'utf8'));
  const done = setAside(dataDirectory, [path]);
  writeFileSync(list, JSON.stringify(parts.filter((other) => other !== name)));
  return done ?? `goes on without its part ${part}, which is missing`;
}
