import { fileURLToPath } from 'node:url';
import { ofTheStack } from './shared.js';

/** Tests that start the whole stack: one suite at a time, since each owns ten processes. */
export default {
  ...ofTheStack,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/tests/e2e'],
  testMatch: ['<rootDir>/tests/e2e/**/*.test.ts'],
};
