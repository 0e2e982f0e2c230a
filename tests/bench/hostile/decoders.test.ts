import { type DisposableTempDir, mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import {
  create,
  type DescMessage,
  fromBinary,
  fromJson,
  type JsonValue,
  type MessageShape,
  toBinary,
} from '@bufbuild/protobuf';
import {
  bounded,
  buildFlameGraph,
  buildMergedProfile,
  LONGEST_LABEL,
  LONGEST_NAME,
  MAX_FRAMES,
  MalformedProfile,
  MOST,
  matchesAll,
  openDatabase,
  type Profile,
  ProfileReader,
  ProfileSchema,
  type ProfileType,
  ProfileWriter,
  parseProfileTypeId,
  parseSelectors,
  profileQuery,
  readOtlpProfiles,
  readPprof,
  readPprofForm,
  readProfileQuery,
  SelectMergeStacktracesRequest,
  SelectMergeStacktracesRequestSchema,
  SelectSeriesRequest,
  SelectSeriesRequestSchema,
} from '@cortex/profile-store';
import { goPprof } from '@cortex/profile-store/testing';
import { HttpError } from '@cortex/runtime';
import { z } from 'zod';
import { encode } from '../../contract/pyroscope/delivery.ts';
import { chooseSeed, seededRandom } from '../../e2e/faults/random.ts';
import { Dice } from './inputs/dice.ts';
import { hostileText } from './inputs/hostile-values.ts';
import { mutatedBytes, mutatedJson } from './inputs/mutate.ts';
import { mutatedMessage } from './inputs/mutate-message.ts';

const seed = chooseSeed();
const LIMIT_BYTES = 1024 ** 2;
const INPUTS = 300;

const spans = (index: number) => ({ span_id: `${index}`.repeat(16), trace_id: `${index}`.repeat(32), pod: 'a' });
const PPROF = Buffer.from(
  goPprof({
    types: [
      ['alloc_objects', 'count'],
      ['alloc_space', 'bytes'],
    ],
    samples: ['main', 'pay', 'ship'].map((name, index) => ({
      function: name,
      values: [index + 1, 100],
      labels: { ...spans(index), bytes: 16 },
    })),
  }),
);
const OTLP = Buffer.from(
  encode({ service: 'shop', timeMilliseconds: Date.now(), samples: [{ stack: ['main', 'pay'], value: 1 }] }),
);
const NAMES = ['shop', 'shop{region=eu,pod="a"}'];
const SAMPLE_TYPES = '{"alloc_objects":{"units":"objects","display-name":"objects"}}';
const SELECTORS = [
  '{service_name="shop", pod=~"a|b.*", region!~"(e|u)+"}',
  '{__profile_type__!="a\\n\\x41\\u0041"}',
  '{}',
];
const QUERY = {
  query: 'memory:alloc_space:bytes:alloc_objects:count{service_name="shop"}',
  from: 'now-1h',
  until: '1700000000000',
};
const ProfileQuery = z.object(profileQuery);
const CALL = {
  profileTypeID: 'memory:alloc_space:bytes:alloc_objects:count',
  labelSelector: '{service_name="shop"}',
  start: '0',
  end: '9999999999999',
  maxNodes: '100',
  groupBy: ['pod'],
  step: 15,
  spanSelector: ['0'.repeat(16)],
};
const JSON_OPTIONS = { ignoreUnknownFields: true };

let directory: DisposableTempDir;
let database: DatabaseSync;
let writer: ProfileWriter;

beforeAll(() => {
  directory = mkdtempDisposableSync(join(tmpdir(), 'cortex-decoders-'));
  database = openDatabase(join(directory.path, 'profiles.db'));
  writer = new ProfileWriter(database, Number.POSITIVE_INFINITY);
});

afterAll(() => {
  database.close();
  directory.remove();
});

/** Reads that many inputs. Errors name the input, which the seed reproduces. Returns how many were accepted and how many refused. */
async function readAll(offset: number, read: (dice: Dice) => unknown): Promise<{ taken: number; refused: number }> {
  const count = { taken: 0, refused: 0 };
  for (let index = 0; index < INPUTS; index++) {
    const before = changes();
    try {
      await read(new Dice(seededRandom(seed + offset + index)));
      count.taken++;
    } catch (error) {
      if (!isRefusal(error)) throw new Error(`FAULTS_SEED=${seed}, input ${index}`, { cause: error });
      if (changes() !== before) throw new Error(`FAULTS_SEED=${seed}, input ${index}: refused, but the store changed`);
      count.refused++;
    }
  }
  return count;
}

const changes = () => Number(database.prepare('SELECT total_changes() AS changes').get()?.changes);

const isRefusal = (error: unknown): boolean =>
  error instanceof MalformedProfile ||
  error instanceof z.ZodError ||
  (error instanceof HttpError && error.status === 400);

/** Stores what was read, which must be within the limits. */
function take(read: readonly Profile[]): void {
  const profiles = read.map(bounded);
  requireLimits(profiles);
  writer.write(profiles);
}

function requireLimits(profiles: readonly Profile[]): void {
  const samples = profiles.flatMap((profile) => profile.samples);
  const frames = [...new Set(samples.map(({ stack }) => stack))].flat();
  const lengths = (texts: string[]) => Math.max(0, ...texts.map(({ length }) => length));
  expect(profiles.length).toBeLessThanOrEqual(MOST.profiles);
  expect(samples.length).toBeLessThanOrEqual(MOST.samples);
  expect(frames.length).toBeLessThanOrEqual(MOST.frames);
  expect(Math.max(0, ...samples.map(({ stack }) => stack.length))).toBeLessThanOrEqual(MAX_FRAMES);
  expect(lengths(frames.flatMap((frame) => [frame.function, frame.file]))).toBeLessThanOrEqual(LONGEST_NAME);
  expect(lengths(profiles.flatMap(({ labels }) => Object.values(labels)))).toBeLessThanOrEqual(LONGEST_LABEL);
  expect(lengths(samples.flatMap(({ traceId, spanId }) => [traceId, spanId]))).toBeLessThanOrEqual(32);
}

const someBytes = (dice: Dice, message: Buffer): Buffer => {
  let mutated = message;
  for (let times = 1 + dice.below(3); times > 0; times--) mutated = mutatedMessage(dice, mutated);
  return dice.chance(0.2) ? mutatedBytes(dice, mutated) : mutated;
};

const someText = (dice: Dice, text: string): string =>
  dice.chance(0.1) ? hostileText(dice) : mutatedBytes(dice, Buffer.from(text)).toString(dice.pick(['utf8', 'latin1']));

function compressed(dice: Dice, bytes: Buffer): Buffer {
  if (dice.chance(0.5)) return bytes;
  return dice.chance(0.2) ? mutatedBytes(dice, gzipSync(bytes)) : gzipSync(bytes);
}

async function readIngest(dice: Dice): Promise<void> {
  const form = new FormData();
  form.append('profile', new Blob([new Uint8Array(compressed(dice, someBytes(dice, PPROF)))]), 'profile.pprof');
  if (dice.chance(0.5)) form.append('sample_type_config', dice.chance(0.5) ? SAMPLE_TYPES : mutatedJson(dice, CALL));
  const request = new Response(form);
  const body = Buffer.from(await request.arrayBuffer());
  const type = request.headers.get('content-type') ?? '';
  const sent = dice.chance(0.2) ? mutatedBytes(dice, body) : body;
  const { profile: bytes, sampleTypes } = await readPprofForm(sent, type);
  const name = dice.chance(0.5) ? dice.pick(NAMES) : someText(dice, dice.pick(NAMES));
  take(readPprof({ bytes, name, began: undefined, sampleTypes, limitBytes: LIMIT_BYTES }));
}

/** The message of a call as a client may send it, in binary or in JSON. */
function received<Schema extends DescMessage>(dice: Dice, schema: Schema): MessageShape<Schema> {
  const sent = fromJson(schema, CALL, JSON_OPTIONS);
  const binary = Buffer.from(toBinary(schema, sent));
  try {
    if (dice.chance(0.5)) return fromBinary(schema, mutatedMessage(dice, binary));
    return fromJson(schema, jsonOf(mutatedJson(dice, CALL)), JSON_OPTIONS);
  } catch (cause) {
    throw new MalformedProfile('no message', { cause });
  }
}

function ask(reader: ProfileReader, dice: Dice): void {
  const {
    profileTypeID: profileType,
    labelSelector,
    start = 0,
    end = 0,
  } = dice.chance(0.5)
    ? SelectMergeStacktracesRequest.parse(received(dice, SelectMergeStacktracesRequestSchema))
    : SelectSeriesRequest.parse(received(dice, SelectSeriesRequestSchema));
  const selection = { profileType, matchers: parseSelectors([labelSelector]), start, end };
  reader.stackTotals(reader.series(selection), selection);
}

/** Checks that everything stored can be queried. */
function askForAll(): number {
  const reader = new ProfileReader(database);
  const everything = { matchers: [], start: 0, end: Number.MAX_SAFE_INTEGER };
  const types = new Set(reader.series(everything).map(({ profileType }) => profileType));
  for (const profileType of types) {
    const selection = { ...everything, profileType };
    const stacks = reader.stackTotals(reader.series(selection), selection);
    const type = parseProfileTypeId(profileType) as ProfileType;
    JSON.stringify(buildFlameGraph(stacks));
    toBinary(ProfileSchema, create(ProfileSchema, buildMergedProfile(stacks, { type, start: 0, end: Date.now() })));
  }
  return types.size;
}

/** Without some of each, the inputs would prove nothing. */
function expectBoth({ taken, refused }: { taken: number; refused: number }): void {
  expect(taken).toBeGreaterThan(INPUTS / 20);
  expect(refused).toBeGreaterThan(INPUTS / 20);
}

/** The JSON of a text; null if it is not JSON. */
function jsonOf(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

test(`malformed profiles are accepted within limits or refused (FAULTS_SEED=${seed})`, async () => {
  expectBoth(await readAll(0, readIngest));
  expectBoth(await readAll(INPUTS, (dice) => take(readOtlpProfiles(someBytes(dice, OTLP)))));
  expect(askForAll()).toBeGreaterThan(1);
});

test(`malformed queries are answered or refused (FAULTS_SEED=${seed})`, async () => {
  const reader = new ProfileReader(database);
  const labels = { service_name: 'shop', pod: 'a'.repeat(1000) };
  expectBoth(await readAll(0, (dice) => matchesAll(parseSelectors([someText(dice, dice.pick(SELECTORS))]), labels)));
  expectBoth(
    await readAll(2 * INPUTS, (dice) => {
      const [key, value] = dice.pick(Object.entries(QUERY));
      const { selection } = readProfileQuery(ProfileQuery.parse({ ...QUERY, [key]: someText(dice, value) }));
      reader.series(selection);
    }),
  );
  expectBoth(await readAll(INPUTS, (dice) => ask(reader, dice)));
});
