import { tmpdir } from 'node:os';
import { createLogger } from '../log/create-logger.ts';
import { createHealth } from './health.ts';
import { storageCheck } from './storage-check.ts';

const logger = createLogger('test', 'silent');

const reportOn = (directory: string) => createHealth({ checks: [storageCheck(directory)], logger }).all();

test('a service that cannot store any more is degraded', async () => {
  // A file system that never has a byte free.
  expect(await reportOn('/proc')).toMatchObject({ status: 'degraded', checks: { storage: 'unhealthy' } });
  expect(await reportOn(tmpdir())).toMatchObject({ status: 'healthy', checks: { storage: 'healthy' } });
});

test('what is missing is said', async () => {
  await expect(storageCheck('/proc').check(AbortSignal.timeout(1000))).rejects.toThrow(
    'only 0 bytes are free in /proc',
  );
});
