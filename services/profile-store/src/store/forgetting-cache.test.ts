import { forgettingCache } from './forgetting-cache.ts';

test('lets go of what nobody has asked for within a minute, and of nothing else', () => {
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
