import { randomBytes } from 'node:crypto';
import { type DisposableTempDir, mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { createLogger, type StartedService, startService } from '@cortex/runtime';
import { ExportProfilesServiceRequest, ExportProfilesServiceResponse } from '../ingest/otlp-messages.ts';
import { openDatabase } from '../store/open-database.ts';
import { ProfileWriter } from '../store/profile-writer.ts';
import { goPprof } from '../testing/go-pprof.ts';
import { pprof } from '../testing/pprof.ts';
import { ingestRoutes } from './ingest.ts';

const MAX_BYTES = 400 * 1024;

let folder: DisposableTempDir;
let database: DatabaseSync;
let store: StartedService;

beforeEach(async () => {
  folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-full-'));
  database = openDatabase(join(folder.path, 'profiles.db'));
  store = await startService({
    name: 'profile-store',
    config: { host: '127.0.0.1', port: 0, bodyLimitBytes: 1000, stopTimeoutMilliseconds: 1000 },
    logger: createLogger('profile-store', 'silent'),
    checks: [],
    rawRoutes: (router) => ingestRoutes(router, new ProfileWriter(database, MAX_BYTES)),
  });
});

afterEach(async () => {
  await store.stop();
  database.close();
  folder.remove();
});

function ingest(name: string, profile: Uint8Array): Promise<Response> {
  return fetch(`${store.url}/ingest?name=${name}`, { method: 'POST', body: new Uint8Array(profile) });
}

const deliver = () => ingest('shop', pprof({ depth: 900 }));

test('a delivery that does not fit on a full disk can be sent again', async () => {
  // SQLite sets the current size as the maximum, not one below it.
  database.exec('PRAGMA max_page_count = 1');
  const refused = await deliver();
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('database or disk is full') });
  database.exec('PRAGMA max_page_count = 10000');
  expect((await deliver()).status).toBe(200);
});

/** OTLP with a profile of each service. */
function otlpOf(services: readonly string[]): Uint8Array<ArrayBuffer> {
  const profile = {
    sampleType: { typeStrindex: 1, unitStrindex: 2 },
    timeUnixNano: Date.now() * 1e6,
    samples: [{ stackIndex: 0, values: [1] }],
  };
  const request = {
    dictionary: { stringTable: ['', 'wall', 'nanoseconds'], stackTable: [{}] },
    resourceProfiles: services.map((stringValue) => ({
      resource: { attributes: [{ key: 'service.name', value: { stringValue } }] },
      scopeProfiles: [{ profiles: [profile] }],
    })),
  };
  return new Uint8Array(ExportProfilesServiceRequest.encode(ExportProfilesServiceRequest.fromObject(request)).finish());
}

/** A profile with spans that no other profile has. */
function large(): Uint8Array {
  const samples = Array.from({ length: 500 }, () => ({
    function: 'f',
    values: [1],
    labels: { span_id: randomBytes(8).toString('hex') },
  }));
  return goPprof({ types: [['wall', 'nanoseconds']], samples });
}

test('a sender that exceeds its share of a full store is refused, and no others', async () => {
  const statuses: number[] = [];
  while (statuses.length < 50 && statuses.at(-1) !== 429) statuses.push((await ingest('bomber', large())).status);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  expect((await deliver()).status).toBe(200);
  const answer = await fetch(`${store.url}/v1development/profiles`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-protobuf' },
    body: otlpOf(['bomber', 'honest']),
  });
  expect(answer.status).toBe(200);
  expect(ExportProfilesServiceResponse.decode(new Uint8Array(await answer.arrayBuffer())).toJSON()).toEqual({
    partialSuccess: { rejectedProfiles: '1', errorMessage: expect.stringContaining('full') },
  });
  const senders = database.prepare("SELECT sender FROM accounts WHERE sender <> 'bomber' ORDER BY sender").all();
  expect(senders).toEqual([{ sender: 'honest' }, { sender: 'shop' }]);
});
