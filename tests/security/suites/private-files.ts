import { lstatSync } from 'node:fs';
import { relative } from 'node:path';
import { placesBelow } from '@cortex/local/machine';
import type { SecurityPlatform } from '../security-platform.ts';

const OTHERS = 0o077;
/** One file of each kind: databases, logs, a secret of a backend, a queue. */
const EXPECTED = [
  'memory.db',
  'state.json',
  'logs/core-api.log',
  'data/profiles/profiles.db',
  'data/alertmanager/webhook-url',
  'data/collector',
];

/** The stack's files must be accessible only to the user who started it. */
export function privateFilesSuite(under: SecurityPlatform): void {
  test('no other user can read, write or enter anything in the home of a running stack', () => {
    const { home } = under.processes;
    const found = placesBelow(home);
    expect(found.map((path) => relative(home, path))).toEqual(expect.arrayContaining(EXPECTED));
    expect([home, ...found].flatMap(openToOthers)).toEqual([]);
  });
}

/** Empty for files that are gone again, such as a part that a log store has merged. */
function openToOthers(path: string): string[] {
  const mode = lstatSync(path, { throwIfNoEntry: false })?.mode ?? 0;
  return mode & OTHERS ? [`${path} ${(mode & 0o777).toString(8)}`] : [];
}
