import { fileURLToPath } from 'node:url';
import { shared } from './shared.js';

/** The package as users get it: packed, installed outside of the repository, and run with third-party MCP projects. */
export default {
  ...shared,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/tests/strangers'],
  // They spend half of their time waiting for the strangers' programs.
  maxWorkers: '100%',
  testMatch: ['<rootDir>/tests/strangers/**/*.test.ts'],
  globalSetup: '<rootDir>/tests/jest/strangers.set-up.js',
  globalTeardown: '<rootDir>/tests/jest/strangers.tear-down.js',
};
