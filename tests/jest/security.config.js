import { fileURLToPath } from 'node:url';
import { shared } from './shared.js';

/** Attacks on the running platform. */
export default {
  ...shared,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/tests/security'],
  testMatch: ['<rootDir>/tests/security/**/*.test.ts'],
};
