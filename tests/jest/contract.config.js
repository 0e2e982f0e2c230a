import { fileURLToPath } from 'node:url';
import { shared } from './shared.js';

/** Suites that state what a server of a public protocol does, run against our server or the original. */
export default {
  ...shared,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/tests/contract'],
  testMatch: ['<rootDir>/tests/contract/**/*.test.ts'],
};
