import { getHeapSpaceStatistics } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { freeMemory } from './free-memory.ts';

const SURVIVORS = 300_000;

function youngGenerationBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
}

test('a young generation that grew is small again, and `gc` is not left exposed', () => {
  const kept = Array.from({ length: SURVIVORS }, (_, index) => ({ index }));
  const grown = youngGenerationBytes();
  expect(kept.splice(0)).toHaveLength(SURVIVORS);
  freeMemory();
  expect(youngGenerationBytes()).toBeLessThan(grown);
  expect(runInNewContext('typeof gc')).toBe('undefined');
});
