import { type DisposableTempDir, mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ProfileReader } from '../query/profile-reader.ts';
import { EARLIER_SCHEMA } from '../testing/earlier-schema.ts';
import { openDatabase } from './open-database.ts';
import { ProfileWriter } from './profile-writer.ts';
import { dropOldProfiles } from './retention.ts';
import { DICTIONARIES, OTHER_SENDERS } from './schema.ts';

const HOUR = 3_600_000;
const TYPE = 'wall:wall:nanoseconds:wall:nanoseconds';
const everything = { profileType: TYPE, matchers: [], start: 0, end: Number.MAX_SAFE_INTEGER };
const FRAME = { function: 'pay', file: 'shop.ts', line: 1 };

let directory: DisposableTempDir;
let file: string;

beforeEach(() => {
  directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-earlier-'));
  file = join(directory.path, 'profiles.db');
});

afterEach(() => directory.remove());

/** Writes a file of an earlier version, with a profile of the span `ab`. */
function writeEarlierFile(timeMilliseconds: number, change = ''): void {
  const database = new DatabaseSync(file);
  const seen = Math.floor(timeMilliseconds / HOUR);
  database.exec(`${EARLIER_SCHEMA}
    INSERT INTO series VALUES (7, '${TYPE}', '[["service_name","shop"]]', ${seen});
    INSERT INTO frames VALUES (8, '${FRAME.function}', '${FRAME.file}', ${FRAME.line}, ${seen});
    INSERT INTO stacks VALUES (9, '8', ${seen});
    INSERT INTO links VALUES (10, 'ab', 'abab', ${seen});
    INSERT INTO profiles VALUES (11, 'first', 7, ${timeMilliseconds}, 5);
    INSERT INTO samples VALUES (11, 9, 10, 5);
    ${change}`);
  database.close();
}

function stacksOf(database: DatabaseSync) {
  const reader = new ProfileReader(database);
  return reader.stackTotals(reader.series(everything), everything, { spanIds: ['ab'] });
}

const profile = (id: string) => ({
  id,
  type: { name: 'wall', sampleType: 'wall', sampleUnit: 'nanoseconds', periodType: 'wall', periodUnit: 'nanoseconds' },
  labels: { service_name: 'shop' },
  timeMilliseconds: Date.now(),
  samples: [{ stack: [FRAME], value: 3, traceId: 'abab', spanId: 'ab' }],
});

test.each([
  ['senders had accounts', ''],
  [
    'the use of rows was recorded',
    `DROP INDEX stacks_by_seen; ${DICTIONARIES.map((table) => `ALTER TABLE ${table} DROP COLUMN seen;`).join(' ')}`,
  ],
])('a file from before %s is migrated', async (_, change) => {
  writeEarlierFile(Date.now() - 1, change);
  for (const delivered of ['first', 'second', 'second']) {
    const database = openDatabase(file);
    const writer = new ProfileWriter(database, Number.POSITIVE_INFINITY);
    writer.write([profile(delivered)]);
    await dropOldProfiles({ database, writer }, { maxAgeMilliseconds: HOUR, maxBytes: 2 ** 30 });
    const stacks = stacksOf(database);
    expect(stacks.map(({ stack }) => stack)).toEqual(stacks.map(() => [FRAME]));
    expect(stacks.reduce((sum, { value }) => sum + value, 0)).toBe(delivered === 'first' ? 5 : 8);
    database.close();
  }
});

test('migrated profiles are deleted by their age', async () => {
  writeEarlierFile(Date.now() - 2 * HOUR);
  const database = openDatabase(file);
  const charged = 'SELECT bytes > 0 AS charged FROM accounts';
  expect(database.prepare(charged).all()).toEqual([{ charged: 1 }]);
  const writer = new ProfileWriter(database, Number.POSITIVE_INFINITY);
  expect(await dropOldProfiles({ database, writer }, { maxAgeMilliseconds: HOUR, maxBytes: 2 ** 30 })).toBe(1);
  expect(database.prepare('SELECT id, bytes FROM accounts').all()).toEqual([{ id: OTHER_SENDERS, bytes: 0 }]);
  database.close();
});
