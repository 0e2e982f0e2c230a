import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const program = join(import.meta.dirname, '..', 'testing', 'trimmed-process.ts');

/** The resident bytes of a process whose heap has holes, before and after trimming. */
function trimmed(...flags: string[]): { before: number; after: number } {
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', ...flags, program], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test('gives back free pages between used ones', () => {
  const { before, after } = trimmed();
  expect(after).toBeLessThan(before * 0.9);
});

test('does nothing where Node may not call the C library', () => {
  const { before, after } = trimmed('--no-experimental-ffi');
  expect(after).toBeGreaterThan(before * 0.9);
});
