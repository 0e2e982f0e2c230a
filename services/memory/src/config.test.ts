import { mkdtempDisposableSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMemoryConfig } from './config.ts';

const POSTGRES = 'postgres://user:password@host/memory';

function workers(variables: Record<string, string>): number {
  using home = mkdtempDisposableSync(join(tmpdir(), 'cortex-memory-'));
  return readMemoryConfig({ CORTEX_HOME: home.path, ...variables }).workers;
}

describe('MEMORY_WORKERS', () => {
  test('defaults to one process', () => {
    expect(workers({})).toBe(1);
    expect(workers({ MEMORY_WORKERS: '1' })).toBe(1);
  });

  test('can be a number, or one for each core', () => {
    expect(workers({ DATABASE_URL: POSTGRES, MEMORY_WORKERS: '3' })).toBe(3);
    expect(workers({ DATABASE_URL: POSTGRES, MEMORY_WORKERS: 'auto' })).toBe(availableParallelism());
  });

  test('must be one with SQLite', () => {
    expect(() => workers({ MEMORY_WORKERS: '2' })).toThrow(
      /expected 1 with SQLite, came 2: set DATABASE_URL to postgres:/,
    );
  });

  test.each(['0', '-1', '2.5', 'many', '65'])('must not be %s', (count) => {
    expect(() => workers({ DATABASE_URL: POSTGRES, MEMORY_WORKERS: count })).toThrow(
      `MEMORY_WORKERS: expected a number of processes from 1 to 64, or auto, came "${count}"`,
    );
  });
});
