import { supportsSyncHooks } from 'import-in-the-middle/register-hooks.mjs';
import { hasWholeSyncHooks } from './runtime.ts';

test.each([
  ['22.15.0', false],
  ['22.22.2', false],
  ['22.22.3', true],
  ['22.23.0', true],
  ['23.11.0', false],
  ['24.11.0', false],
  ['24.11.1', true],
  ['25.0.0', false],
  ['25.1.0', true],
  ['26.0.0', true],
  ['27.0.0-nightly20261101', true],
])('the in-thread hooks of Node.js %s are complete: %s', (version, isWhole) => {
  expect(hasWholeSyncHooks(version)).toBe(isWhole);
});

test('import-in-the-middle gives the same answer', () => {
  expect(hasWholeSyncHooks()).toBe(supportsSyncHooks());
});
