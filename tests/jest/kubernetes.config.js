import { fileURLToPath } from 'node:url';
import { ofTheStack } from './shared.js';

/** What is in deploy/kubernetes, on the real control plane. The first run builds it. */
export default {
  ...ofTheStack,
  testTimeout: 1_200_000,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/tests/kubernetes'],
  testMatch: ['<rootDir>/tests/kubernetes/**/*.test.ts'],
};
