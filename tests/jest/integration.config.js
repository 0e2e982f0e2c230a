import { fileURLToPath } from 'node:url';
import { ofTheStack } from './shared.js';

/** The same suites over the platform in containers and in processes. */
export default {
  ...ofTheStack,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/tests/integration'],
  testMatch: ['<rootDir>/tests/integration/**/*.test.ts'],
  globalSetup: '<rootDir>/tests/jest/integration.set-up.js',
};
