import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';

/** Lets so many searches work at once, and the others in their order. One that takes longer goes on, but keeps the others waiting no more. */
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
