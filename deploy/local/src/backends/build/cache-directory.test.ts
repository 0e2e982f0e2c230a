import { homedir } from 'node:os';
import { defaultCacheDirectory } from './cache-directory.ts';

describe('defaultCacheDirectory', () => {
  test('is within XDG_CACHE_HOME', () => {
    expect(defaultCacheDirectory({ XDG_CACHE_HOME: '/caches' })).toBe('/caches/cortex');
  });

  test.each([{}, { XDG_CACHE_HOME: '' }, { XDG_CACHE_HOME: 'relative' }])('is in the home with %j', (env) => {
    expect(defaultCacheDirectory(env)).toBe(`${homedir()}/.cache/cortex`);
  });
});
