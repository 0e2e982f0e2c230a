import { fileURLToPath } from 'node:url';
import { ofTheStack } from './shared.js';

/** Attacks on the running platform. */
export default {
  ...ofTheStack,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/tests/security'],
  testMatch: ['<rootDir>/tests/security/**/*.test.ts'],
};
