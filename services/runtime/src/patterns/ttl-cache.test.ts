import { TtlCache, type TtlCacheOptions } from './ttl-cache.ts';

const MINUTE = 60_000;

/** A cache of texts with a clock that only the test moves. */
function cacheAt(
  clock: { time: number },
  {
    maxEntries = 10,
    maxSize = 1_000,
    ttlMilliseconds = MINUTE as TtlCacheOptions<{ text: string }>['ttlMilliseconds'],
  } = {},
) {
  const options = { cache: 'texts', ttlMilliseconds, maxEntries, maxSize, clock: { now: () => clock.time } };
  return new TtlCache<{ text: string }>({ ...options, sizeOf: ({ text }) => 1 + text.length });
}

const giving = (text: string) => async () => ({ text });
const neverAsked = () => Promise.reject(new Error('loaded though a fresh value was there'));

test('a value is loaded once while it is fresh', async () => {
  const clock = { time: 1 };
  const cache = cacheAt(clock);
  await cache.get('ada', giving('first'));
  clock.time += MINUTE;
  expect(await cache.get('ada', neverAsked)).toEqual({ text: 'first' });
  clock.time += 1;
  expect(await cache.get('ada', giving('second'))).toEqual({ text: 'second' });
  expect(cache.counts).toEqual({ hits: 1, misses: 2, size: 1 });
});

test('concurrent look-ups share one load', async () => {
  const cache = cacheAt({ time: 1 });
  const loaded = Promise.withResolvers<{ text: string }>();
  let loads = 0;
  const load = () => {
    loads += 1;
    return loaded.promise;
  };
  const asked = Promise.all(Array.from({ length: 20 }, () => cache.get('ada', load)));
  loaded.resolve({ text: 'shared' });
  expect(new Set(await asked).size).toBe(1);
  expect(loads).toBe(1);
});

test('a load that fails rejects all that wait for it, and the next look-up tries again', async () => {
  const cache = cacheAt({ time: 1 });
  const fail = () => Promise.reject(new Error('away'));
  const asked = await Promise.allSettled([cache.get('ada', fail), cache.get('ada', neverAsked)]);
  expect(asked).toMatchObject([{ reason: { message: 'away' } }, { reason: { message: 'away' } }]);
  expect(await cache.get('ada', giving('back'))).toEqual({ text: 'back' });
});

test('a stale value is still available when it cannot be loaded', async () => {
  const clock = { time: 1 };
  const cache = cacheAt(clock);
  expect(cache.last('ada')).toBeUndefined();
  await cache.get('ada', giving('old'));
  clock.time += 10 * MINUTE;
  await cache.get('ada', () => Promise.reject(new Error('away'))).catch(() => {});
  expect(cache.last('ada')).toEqual({ text: 'old' });
});

test('an invalidated value is loaded again, and the result of a load under way is not kept', async () => {
  const cache = cacheAt({ time: 1 });
  const slow = Promise.withResolvers<{ text: string }>();
  const before = cache.get('ada', () => slow.promise);
  cache.invalidate('ada');
  const after = await cache.get('ada', giving('new'));
  slow.resolve({ text: 'outdated' });
  expect([await before, after]).toEqual([{ text: 'outdated' }, { text: 'new' }]);
  expect(await cache.get('ada', neverAsked)).toEqual({ text: 'new' });
});

test('the least recently used values are evicted, by number and by size', async () => {
  const few = cacheAt({ time: 1 }, { maxEntries: 2 });
  for (const key of ['a', 'b', 'c']) await few.get(key, giving(key));
  expect([few.last('a'), few.counts.size]).toEqual([undefined, 2]);

  const small = cacheAt({ time: 1 }, { maxSize: 10 });
  await small.get('a', giving('1234'));
  await small.get('b', giving('1234'));
  await small.get('c', giving('1234'));
  expect([small.last('a'), small.counts.size]).toEqual([undefined, 2]);
});

test('a value that grew counts with its new size, and does not become fresher', async () => {
  const clock = { time: 1 };
  const cache = cacheAt(clock, { maxSize: 10 });
  const growing = await cache.get('grows', giving('1'));
  await cache.get('other', giving('1'));
  growing.text = '12345678';
  clock.time += MINUTE;
  cache.remeasure('grows');
  expect(cache.last('other')).toBeUndefined();
  clock.time += 1;
  expect(await cache.get('grows', giving('new'))).toEqual({ text: 'new' });
});

test('each value can have a lifetime of its own, and stale values are dropped on demand', async () => {
  const clock = { time: 1 };
  const cache = cacheAt(clock, { ttlMilliseconds: ({ text }) => text.length });
  await cache.get('short', giving('1'));
  await cache.get('long', giving('123'));
  clock.time += 2;
  expect(await cache.get('long', neverAsked)).toEqual({ text: '123' });
  cache.forgetStale();
  expect([cache.last('short'), cache.last('long')]).toEqual([undefined, { text: '123' }]);
});
