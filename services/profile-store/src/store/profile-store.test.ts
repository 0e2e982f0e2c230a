import { type DisposableTempDir, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { ProfileReader } from '../query/profile-reader.ts';
import { openDatabase } from './open-database.ts';
import type { Profile, Sample } from './profile.ts';
import { profileTypeId } from './profile-type.ts';
import { ProfileWriter } from './profile-writer.ts';
import { dropOldProfiles } from './retention.ts';

const type = {
  name: 'process_cpu',
  sampleType: 'cpu',
  sampleUnit: 'nanoseconds',
  periodType: 'cpu',
  periodUnit: 'nanoseconds',
};
const everything = { profileType: profileTypeId(type), matchers: [], start: 0, end: Number.MAX_SAFE_INTEGER };
const frame = (name: string) => ({ function: name, file: 'shop.ts', line: 1 });

let directory: DisposableTempDir;
let database: DatabaseSync;
let writer: ProfileWriter;
let reader: ProfileReader;

const open = () => {
  database = openDatabase(join(directory.path, 'profiles.db'));
  writer = new ProfileWriter(database, Number.POSITIVE_INFINITY);
  reader = new ProfileReader(database);
};

beforeEach(() => {
  directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-profiles-'));
  open();
});

afterEach(() => {
  database.close();
  directory.remove();
});

function profile(id: string, { timeMilliseconds = Date.now(), samples = [sample('pay', 5)] } = {}): Profile {
  return { id, type, labels: { service_name: 'shop' }, timeMilliseconds, samples };
}

function sample(name: string, value: number, spanId = ''): Sample {
  return { stack: [frame('main'), frame(name)], value, spanId, traceId: spanId.repeat(2) };
}

const total = (spans = {}) =>
  reader.stackTotals(reader.series(everything), everything, spans).reduce((sum, { value }) => sum + value, 0);

test('a profile that is delivered twice counts once', () => {
  writer.write([profile('one')]);
  writer.write([profile('one'), profile('two')]);
  expect(total()).toBe(10);
});

test('frames come back in the order of the calls', () => {
  writer.write([profile('one', { samples: [{ ...sample('pay', 1), stack: ['z', 'a', 'm', 'a'].map(frame) }] })]);
  const [first] = reader.stackTotals(reader.series(everything), everything);
  expect(first?.stack.map((place) => place.function)).toEqual(['z', 'a', 'm', 'a']);
});

test('cached stacks share their frames', () => {
  writer.write([profile('one', { samples: [sample('pay', 1), sample('ship', 2)] })]);
  const [one, two] = reader.stackTotals(reader.series(everything), everything);
  expect(one?.stack[0]).toEqual(frame('main'));
  expect(one?.stack[0]).toBe(two?.stack[0]);
});

test('written profiles are there after the store is opened again', () => {
  writer.write([profile('one')]);
  database.close();
  open();
  expect(total()).toBe(5);
});

test('a file that is not a database is refused, with what to do', () => {
  const file = join(directory.path, 'other.db');
  writeFileSync(file, 'no database at all'.repeat(100));
  expect(() => openDatabase(file)).toThrow(`${file} is not usable (file is not a database): move it away`);
});

test('a delivery that fails half-way leaves nothing', () => {
  const broken = { ...profile('two'), timeMilliseconds: 'never' as unknown as number };
  expect(() => writer.write([profile('one'), broken])).toThrow();
  expect(total()).toBe(0);
  writer.write([profile('one')]);
  expect(total()).toBe(5);
});

test('on a full disk a delivery is lost, but its reason is reported and later ones are stored', () => {
  const names = Array.from({ length: 500 }, (_, index) => `${index}${'x'.repeat(300)}`);
  const large = profile('large', { samples: names.map((name) => sample(name, 1)) });
  database.exec('PRAGMA max_page_count = 60');
  expect(() => writer.write([large])).toThrow('database or disk is full');
  database.exec('PRAGMA max_page_count = 10000');
  writer.write([large]);
  expect(reader.stackTotals(reader.series(everything), everything).map(({ stack }) => stack.length)).toEqual(
    names.map(() => 2),
  );
});

test('profiles past their age are deleted, with the rows that only they used', async () => {
  writer.write([
    profile('old', { timeMilliseconds: 1000, samples: [sample('gone', 7, 'ab'.repeat(8))] }),
    profile('new'),
  ]);
  expect(await dropOldProfiles({ database, writer }, { maxAgeMilliseconds: 60_000, maxBytes: 2 ** 30 })).toBe(1);
  expect(total()).toBe(5);
  expect(database.prepare('SELECT COUNT(*) AS rows FROM links').get()).toEqual({ rows: 0 });
  expect(database.prepare('SELECT COUNT(*) AS rows FROM stacks').get()).toEqual({ rows: 1 });
});

test('a stack that is used again outlives the profiles that used it first', async () => {
  writer.write([profile('old', { timeMilliseconds: 1000 }), profile('new')]);
  writer.write([profile('later', { samples: [sample('pay', 1)] })]);
  expect(await dropOldProfiles({ database, writer }, { maxAgeMilliseconds: 60_000, maxBytes: 2 ** 30 })).toBe(1);
  writer.write([profile('last')]);
  expect(reader.stackTotals(reader.series(everything), everything)).toEqual([
    { stack: [frame('main'), frame('pay')], value: 11 },
  ]);
});

test('other work runs between the steps of dropping', async () => {
  for (let index = 0; index < 1000; index++) writer.write([profile(`p${index}`, { timeMilliseconds: index })]);
  const dropping = dropOldProfiles({ database, writer }, { maxAgeMilliseconds: 60_000, maxBytes: 2 ** 30 });
  const left = reader.profileTotals(reader.series(everything), everything).length;
  writer.write([profile('meanwhile')]);
  expect([left > 0, await dropping, total()]).toEqual([true, 1000, 5]);
});

test('a store that is too large loses its oldest profiles first', async () => {
  const now = Date.now();
  const many = (name: string) => Array.from({ length: 200 }, (_, index) => sample(`${name}${index}`, 1));
  for (let hour = 0; hour < 100; hour++) {
    writer.write([
      profile(`p${hour}`, { timeMilliseconds: now - (100 - hour) * 3_600_000, samples: many(`f${hour}_`) }),
    ]);
  }
  const dropped = await dropOldProfiles({ database, writer }, { maxAgeMilliseconds: 1e12, maxBytes: 1_000_000 });
  expect(dropped).toBeGreaterThan(0);
  expect(dropped).toBeLessThan(100);
  const left = reader.profileTotals(reader.series(everything), everything);
  expect(left[0]?.timeMilliseconds).toBe(now - (100 - dropped) * 3_600_000);
});

test('the samples of one span are found among those of many', () => {
  const span = (index: number) => index.toString(16).padStart(16, '0');
  writer.write([
    profile('one', { samples: Array.from({ length: 1000 }, (_, index) => sample(`f${index % 7}`, 1, span(index))) }),
  ]);
  expect(total({ spanIds: [span(41), span(42)] })).toBe(2);
  expect(total({ traceIds: [span(43).repeat(2)] })).toBe(1);
  expect(total({ spanIds: [] })).toBe(0);
});
