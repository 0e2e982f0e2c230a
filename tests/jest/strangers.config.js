import { fileURLToPath } from 'node:url';
import { shared } from './shared.js';

/** The package as others get it: packed, installed outside the repository, run with the MCP projects of strangers. */
export default {
  ...shared,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/tests/strangers'],
  // Half of their time they wait for the strangers' programs.
  maxWorkers: '100%',
  testMatch: ['<rootDir>/tests/strangers/**/*.test.ts'],
  globalSetup: '<rootDir>/tests/jest/strangers.set-up.js',
  globalTeardown: '<rootDir>/tests/jest/strangers.tear-down.js',
};
