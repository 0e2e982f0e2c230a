import { statfs } from 'node:fs/promises';
import type { HealthCheck } from './health-check.ts';

/** With less free space the next few writes of a database could fail. */
const NEEDED_BYTES = 1024 ** 2;

/** Whether something can still be written beside a file. A service without that degrades: what it has stored can still be read. */
export function storageCheck(directory: string): HealthCheck {
  return {
    name: 'storage',
    isRequired: false,
    async check() {
      const { bavail, bsize } = await statfs(directory);
      const free = bavail * bsize;
      if (free < NEEDED_BYTES) throw new Error(`only ${free} bytes are free in ${directory}`);
    },
  };
}
