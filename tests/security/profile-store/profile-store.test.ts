import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { pprof } from '@cortex/profile-store/testing';
import { eventually } from '@cortex/trace-testing';
import { ControlGroup } from '../../platform/limits/control-group.ts';
import { memoryLimitOf } from '../../platform/limits/memory-limit.ts';
import { mebibytes, memoryOf } from '../../platform/limits/process-memory.ts';
import type { LimitedProcess } from '../limited-process.ts';
import { startLimitedService } from '../limited-service.ts';
import { LARGE_WHEN_UNZIPPED, SMALL_INPUTS } from './small-inputs.ts';

/** The store replaces Pyroscope, and has its limit. */
const MEBIBYTES = memoryLimitOf('pyroscope');
/** Each sends 31 MB unzipped: together they would be 2.4 GB. */
const UPLOADS = 80;
const FAR_AWAY = BigInt(Date.UTC(2200)) * 1_000_000n;

const missing = ControlGroup.missing();
if (missing) console.warn(`The memory of the profile store is not limited but measured: ${missing}.`);

let store: LimitedProcess;

beforeAll(async () => {
  store = await startLimitedService({ folder: 'profile-store', mebibytes: MEBIBYTES });
  expect(await ingest(pprof({}))).toMatchObject({ status: 200 });
});

afterAll(() => store?.[Symbol.asyncDispose]());

/** Checks that it was neither killed nor close to its limit, and still answers with its earlier data. */
afterEach(async () => {
  expect({ end: store.end, output: store.output }).toEqual({ end: undefined, output: store.output });
  expect(mebibytes(memoryOf(store.pid).mostResident)).toBeLessThan(MEBIBYTES);
  await storesAndAnswers();
});

async function ingest(body: Uint8Array, name = 'app'): Promise<{ status: number; text: string }> {
  const options = { method: 'POST', body: new Uint8Array(body) };
  const answer = await fetch(`${store.url}/ingest?name=${name}`, options);
  return { status: answer.status, text: await answer.text() };
}

/** Retries deliveries that are answered 503. */
function storesAndAnswers(): Promise<true> {
  return eventually(
    async () => {
      const { status } = await ingest(pprof({}));
      if (status === 503) return undefined;
      expect(status).toBe(200);
      expect(await namesOf()).toEqual(['app']);
      return true as const;
    },
    { what: 'the profile store to take a profile' },
  );
}

async function namesOf(): Promise<string[]> {
  const answer = await fetch(`${store.url}/querier.v1.QuerierService/LabelValues`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'service_name' }),
  });
  return ((await answer.json()) as { names: string[] }).names;
}

/** Starts a gzipped upload without its end. */
function startUpload(onWritten?: () => void): ClientRequest {
  const headers = { 'content-encoding': 'gzip', 'content-length': LARGE_WHEN_UNZIPPED.length };
  const upload = request(`${store.url}/ingest?name=upload`, { method: 'POST', headers });
  // A refused request ends before everything is written.
  upload.on('error', () => {}).write(LARGE_WHEN_UNZIPPED.subarray(0, -10), onWritten);
  return upload;
}

function breakOff(): Promise<void> {
  return new Promise((resolve) => {
    const upload = startUpload(() => upload.destroy());
    upload.once('close', resolve);
  });
}

test.each(SMALL_INPUTS)('small profiles that expand to many %s are refused, four at a time', async (_, body, bound) => {
  const answers = await Promise.all(Array.from({ length: 4 }, () => ingest(body, 'small')));
  for (const { status, text } of answers) {
    expect([400, 503]).toContain(status);
    if (status === 400) expect(text).toContain(bound);
  }
});

test('most endless uploads are refused, and those that break off free their memory', async () => {
  const uploads = Array.from({ length: UPLOADS }, () => startUpload());
  const refused = await Promise.race(uploads.map(async (upload) => (await once(upload, 'response'))[0]));
  expect(refused.statusCode).toBe(503);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  await storesAndAnswers();
  for (const upload of uploads) upload.destroy();
});

test('uploads that break off immediately free their memory', async () => {
  for (let round = 0; round < 3; round += 1) await Promise.all(Array.from({ length: UPLOADS }, breakOff));
});

test('profiles from the future are refused', async () => {
  for (let sent = 0; sent < 20; sent += 1)
    expect((await ingest(pprof({ timeNanos: FAR_AWAY }), 'later')).status).toBe(400);
});
