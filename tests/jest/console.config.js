import { fileURLToPath } from 'node:url';
import { ofTheStack } from './shared.js';

/** Prepared situations on the whole stack, explained by the console. */
export default {
  ...ofTheStack,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/tests/console'],
  testMatch: ['<rootDir>/tests/console/**/*.test.ts'],
};
