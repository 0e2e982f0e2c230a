import { fileURLToPath } from 'node:url';
import { shared } from './shared.js';

/** Load on the whole stack, and the tools of the guide: one suite at a time, since each owns a stack. */
export default {
  ...shared,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/tests/load'],
  testMatch: ['<rootDir>/tests/load/**/*.test.ts'],
};
