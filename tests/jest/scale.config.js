import { fileURLToPath } from 'node:url';
import { ofTheStack } from './shared.js';

/** What is for more than one process and machine. */
export default {
  ...ofTheStack,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/tests/scale'],
  testMatch: ['<rootDir>/tests/scale/**/*.test.ts'],
};
