import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';

/** Limits concurrent searches; the others wait in order. A search beyond the longest time goes on, but no longer occupies a slot. */
export function limitSearches(atOnce: number, longestMilliseconds: number) {
  const limit = pLimit(atOnce);
  return <Result>(search: () => Promise<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      void limit(async () => {
        const over = new AbortController();
        const searching = search()
          .then(resolve, reject)
          .finally(() => over.abort());
        await Promise.race([searching, pause(longestMilliseconds, undefined, { signal: over.signal }).catch(() => {})]);
      });
    });
}
