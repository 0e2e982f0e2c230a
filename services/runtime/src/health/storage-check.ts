import { statfs } from 'node:fs/promises';
import type { HealthCheck } from './health-check.ts';

/** With less free space, the next few writes of a database could fail. */
const NEEDED_BYTES = 1024 ** 2;

/** Checks that a directory's file system has free space. It is optional: without space a service can still read what it has stored. */
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
