import { forgettingCache } from './forgetting-cache.ts';

test('drops only entries that were not used for a minute', () => {
  let now = 1;
  const bounds = { max: 10, maxSize: 10, sizeCalculation: () => 1 };
  const cache = forgettingCache<string, number>(bounds, { now: () => now });
  cache.set('used', 1);
  cache.set('invented once', 2);
  now += 40_000;
  cache.get('used');
  now += 40_000;
  cache.purgeStale();
  expect([...cache.keys()]).toEqual(['used']);
});
