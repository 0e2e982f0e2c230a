import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { createLogger, type StartedService, startService } from '@cortex/runtime';
import { openDatabase } from '../store/open-database.ts';
import { ProfileWriter } from '../store/profile-writer.ts';
import { pprof } from '../testing/pprof.ts';
import { ingestRoutes } from './ingest.ts';

let folder: string;
let database: DatabaseSync;
let store: StartedService;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cortex-full-'));
  database = openDatabase(join(folder, 'profiles.db'));
  store = await startService({
    name: 'profile-store',
    config: { host: '127.0.0.1', port: 0, bodyLimitBytes: 1000, stopTimeoutMilliseconds: 1000 },
    logger: createLogger('profile-store', 'silent'),
    checks: [],
    rawRoutes: (router) => ingestRoutes(router, new ProfileWriter(database)),
  });
});

afterEach(async () => {
  await store.stop();
  database.close();
  rmSync(folder, { recursive: true });
});

function deliver(): Promise<Response> {
  return fetch(`${store.url}/ingest?name=shop`, { method: 'POST', body: new Uint8Array(pprof({ depth: 900 })) });
}

test('a delivery that a full disk has no room for may be sent again', async () => {
  // No less than it has now.
  database.exec('PRAGMA max_page_count = 1');
  const refused = await deliver();
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('database or disk is full') });
  database.exec('PRAGMA max_page_count = 10000');
  expect((await deliver()).status).toBe(200);
});
