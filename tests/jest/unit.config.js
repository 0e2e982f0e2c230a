import { fileURLToPath } from 'node:url';
import { shared } from './shared.js';

/** Unit tests, which are beside the code that they test. */
export default {
  ...shared,
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  roots: ['<rootDir>/telemetry', '<rootDir>/services', '<rootDir>/deploy', '<rootDir>/.ci', '<rootDir>/tests'],
  // Many of these tests wait for processes of their own.
  maxWorkers: '100%',
  testMatch: [
    '<rootDir>/{telemetry,services,deploy,.ci}/**/*.test.ts',
    '<rootDir>/tests/{,platform/**/,bench/**/}*.test.ts',
  ],
};
