import { tmpdir } from 'node:os';
import { createLogger } from '../log/create-logger.ts';
import { createHealth } from './health.ts';
import { storageCheck } from './storage-check.ts';

const logger = createLogger('test', 'silent');

const reportOn = (directory: string) => createHealth({ checks: [storageCheck(directory)], logger }).all();

test('a service that can store nothing more is degraded', async () => {
  // The file system /proc never has a free byte.
  expect(await reportOn('/proc')).toMatchObject({ status: 'degraded', checks: { storage: 'unhealthy' } });
  expect(await reportOn(tmpdir())).toMatchObject({ status: 'healthy', checks: { storage: 'healthy' } });
});

test('the error states how much space is free', async () => {
  await expect(storageCheck('/proc').check(AbortSignal.timeout(1000))).rejects.toThrow(
    'only 0 bytes are free in /proc',
  );
});
