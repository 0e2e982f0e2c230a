import { type DisposableTempDir, mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { ProfileReader } from '../query/profile-reader.ts';
import { MOST_SENDERS } from './accounts.ts';
import { openDatabase } from './open-database.ts';
import type { Profile } from './profile.ts';
import { ProfileWriter } from './profile-writer.ts';
import { dropOldProfiles } from './retention.ts';
import { DICTIONARIES } from './schema.ts';
import { usedBytes } from './store-size.ts';

const MAX_BYTES = 512 * 1024;
const TEN_MINUTES = 600_000;
const limits = { maxAgeMilliseconds: 3_600_000, maxBytes: MAX_BYTES };
const type = { name: 'wall', sampleType: 'wall', sampleUnit: 'ns', periodType: 'wall', periodUnit: 'ns' };

let directory: DisposableTempDir;
let database: DatabaseSync;
let writer: ProfileWriter;

beforeEach(() => {
  directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-shares-'));
  database = openDatabase(join(directory.path, 'profiles.db'));
  writer = new ProfileWriter(database, Number.POSITIVE_INFINITY);
});

afterEach(() => {
  database.close();
  directory.remove();
});

let count = 0;

/** A profile with as many distinct stacks, frames and spans as it has samples. */
function profile(sender: string, { samples = 10, timeMilliseconds = Date.now() } = {}): Profile {
  const id = `${count++}`;
  return {
    id,
    type,
    labels: { service_name: sender },
    timeMilliseconds,
    samples: Array.from({ length: samples }, (_, index) => ({
      stack: [{ function: `f${index} of ${id}`, file: 'x'.repeat(100), line: 1 }],
      value: 1,
      spanId: `${id}-${index}`,
      traceId: id,
    })),
  };
}

const profilesOf = (sender: string): number =>
  new ProfileReader(database)
    .series({ matchers: [], start: 0, end: Number.MAX_SAFE_INTEGER })
    .filter(({ labels }) => labels.service_name === sender)
    .reduce((sum, { id }) => sum + rows(`profiles WHERE series_id = ${id}`), 0);

const rows = (from: string): number => Number(database.prepare(`SELECT COUNT(*) AS count FROM ${from}`).get()?.count);

const drop = () => dropOldProfiles({ database, writer }, limits);

interface EachMinute {
  samples: number;
  minutes: number;
  /** Time of the last of them. */
  newest?: number;
}

function writeEachMinute(sender: string, { samples, minutes, newest = Date.now() }: EachMinute): void {
  for (let minute = minutes - 1; minute >= 0; minute--) {
    writer.write([profile(sender, { samples, timeMilliseconds: newest - minute * 60_000 })]);
  }
}

/** Stores profiles of these senders that exceed the size of the store several times. */
function bomb(senders: readonly string[], times: number): void {
  for (let end = usedBytes(database) + times * MAX_BYTES; usedBytes(database) < end; ) {
    writer.write(senders.map((sender) => profile(sender, { samples: 500 })));
  }
}

test('a sender that sends twenty times the size of the store drops nothing of others', async () => {
  writeEachMinute('honest', { samples: 4, minutes: 50 });
  for (let time = 0; time < 20; time++) {
    bomb(['bomber'], 1);
    await drop();
    expect(usedBytes(database)).toBeLessThan(MAX_BYTES);
  }
  expect(profilesOf('honest')).toBe(50);
});

test('dictionary rows of a sender are deleted with its profiles', async () => {
  writer.write([profile('honest', { timeMilliseconds: Date.now() - 1_800_000 })]);
  const before = DICTIONARIES.map((table) => rows(table));
  bomb(['bomber'], 2);
  await drop();
  while (profilesOf('bomber') > 0) await dropOldProfiles({ database, writer }, { ...limits, maxBytes: 200_000 });
  expect(DICTIONARIES.map((table) => rows(table))).toEqual(before);
  expect(rows("accounts WHERE sender = 'bomber'")).toBe(0);
});

test('a sender keeps its newest profiles', async () => {
  // Dictionary rows are deleted in steps of ten minutes of the clock: the time of the test must not decide how many profiles are left.
  const newest = Math.floor(Date.now() / TEN_MINUTES) * TEN_MINUTES;
  writeEachMinute('large', { samples: 40, minutes: 59, newest });
  await dropOldProfiles({ database, writer }, { ...limits, maxAgeMilliseconds: 2 * limits.maxAgeMilliseconds });
  const { oldest, left } = database
    .prepare('SELECT MIN(time_milliseconds) AS oldest, COUNT(*) AS left FROM profiles')
    .get() as { oldest: number; left: number };
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(59);
  expect(oldest).toBe(newest - (left - 1) * 60_000);
});

test('invented senders share the space of senders without an account', async () => {
  writeEachMinute('honest', { samples: 1, minutes: 50 });
  for (let index = 0; index < 3 * MOST_SENDERS; index++) writer.write([profile(`invented ${index}`, { samples: 10 })]);
  expect(rows('accounts')).toBe(MOST_SENDERS + 1);
  await dropOldProfiles({ database, writer }, { ...limits, maxBytes: 1024 ** 2 });
  expect(profilesOf('honest')).toBeGreaterThan(0);
});

test('a full store accepts profiles only from senders below their share', () => {
  const bounded = new ProfileWriter(database, MAX_BYTES);
  bounded.write(Array.from({ length: 10 }, () => profile('honest')));
  for (let round = 0; round < 20; round++) bounded.write([profile('bomber', { samples: 500 })]);
  expect(usedBytes(database)).toBeLessThan(2 * MAX_BYTES);
  expect(bounded.write([profile('bomber'), profile('honest'), profile('newcomer')])).toBe(1);
  expect([profilesOf('honest'), profilesOf('newcomer')]).toEqual([11, 1]);
});

test('an account has the approximate size of its rows on disk', () => {
  const empty = usedBytes(database);
  writer.write(Array.from({ length: 20 }, () => profile('one', { samples: 500 })));
  const [bytes] = Object.values(database.prepare('SELECT SUM(bytes) FROM accounts').get() ?? {});
  expect(Number(bytes) / (usedBytes(database) - empty)).toBeGreaterThan(0.7);
  expect(Number(bytes) / (usedBytes(database) - empty)).toBeLessThan(1.4);
});
