import { once } from 'node:events';
import { BackendError } from '../backend-error.ts';
import { type PartOfSearch, searchInParts } from './search-in-parts.ts';

const SECOND = 1e6;
const TIME = { begin: 0, end: 80 * SECOND };
/** Enough for immediate answers on a busy machine. */
const TIMEOUT = 2000;
/** The times of the items. */
const EACH_SECOND = Array.from({ length: 80 }, (_, second) => second * SECOND + SECOND / 2);

const away = (isTooMuch: boolean) =>
  new BackendError({ backend: 'jaeger', url: 'http://jaeger', what: 'is away', remedy: '', isTooMuch });

const within = (at: number, { begin, end }: { begin: number; end: number }) => at >= begin && at < end;

let asked: PartOfSearch[];

async function hang({ signal, timeoutMilliseconds }: PartOfSearch): Promise<never> {
  await once(AbortSignal.any([signal, AbortSignal.timeout(timeoutMilliseconds)]), 'abort');
  throw away(true);
}

/** Answers with the items in a part. If a heavy moment is in it, not before its deadline. */
function backend(heavy: number[]) {
  return async (part: PartOfSearch) => {
    asked.push(part);
    if (heavy.some((at) => within(at, part))) return hang(part);
    return EACH_SECOND.filter((at) => within(at, part)).slice(0, part.limit);
  };
}

const search = (ask: (part: PartOfSearch) => Promise<number[]>, limit = 1000) =>
  searchInParts(TIME, { limit, timeoutMilliseconds: TIMEOUT, ask });

beforeEach(() => {
  asked = [];
});

test('a fast search is sent only once', async () => {
  expect(await search(backend([]))).toEqual({ found: EACH_SECOND, isCut: false, notSearched: [] });
  expect(asked).toMatchObject([{ ...TIME, limit: 1000, timeoutMilliseconds: TIMEOUT }]);
});

test('reports when there may be more', async () => {
  expect(await search(backend([]), 80)).toMatchObject({ isCut: true });
  expect(await search(backend([]), 81)).toMatchObject({ isCut: false });
});

test('finds everything but what is near a heavy moment, and reports that time', async () => {
  const heavy = 33.3 * SECOND;
  const { found, isCut, notSearched } = await search(backend([heavy]));
  expect(notSearched).toEqual([{ begin: expect.any(Number), end: expect.any(Number) }]);
  const [part = TIME] = notSearched;
  expect(within(heavy, part)).toBe(true);
  // Less than one eighth of the range.
  expect(part.end - part.begin).toBeLessThan(10 * SECOND);
  expect(found.toSorted((a, b) => a - b)).toEqual(EACH_SECOND.filter((at) => !within(at, part)));
  expect(isCut).toBe(false);
});

test('the newest parts are searched first, each with its share of the time', async () => {
  const { isCut } = await search(backend([33.3 * SECOND]), 40);
  const parts = asked.slice(1, 4);
  expect(parts).toMatchObject([
    { begin: 70 * SECOND, end: 80 * SECOND, limit: 5 },
    { begin: 60 * SECOND, end: 70 * SECOND, limit: 5 },
    { begin: 50 * SECOND, end: 60 * SECOND, limit: 5 },
  ]);
  expect(isCut).toBe(true);
});

test('adjacent times without an answer are merged', async () => {
  const { notSearched } = await search(backend([9.9 * SECOND, 10.1 * SECOND]));
  expect(notSearched).toHaveLength(1);
});

test('prefers a late answer to the whole to its parts', async () => {
  const { promise, resolve } = Promise.withResolvers<number[]>();
  const parts = backend([33.3 * SECOND]);
  const searched = await search(async (part) => {
    if (part.end - part.begin === TIME.end) return promise;
    const found = await parts(part);
    resolve([1, 2, 3]);
    return found;
  });
  expect(searched).toEqual({ found: [1, 2, 3], isCut: false, notSearched: [] });
  expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
});

test('an answer that is too long is searched in parts immediately', async () => {
  const searched = await search(async (part) => {
    asked.push(part);
    if (part.end - part.begin > 20 * SECOND) throw away(true);
    return EACH_SECOND.filter((at) => within(at, part));
  });
  expect(searched.notSearched).toEqual([]);
  expect(searched.found).toHaveLength(80);
  expect(asked).toHaveLength(9);
});

test('any other failure fails the search, without a further request', async () => {
  const failing = search((part) => {
    asked.push(part);
    return Promise.reject(away(false));
  });
  await expect(failing).rejects.toThrow('Jaeger at http://jaeger is away.');
  expect(asked).toHaveLength(1);
});

test('without any answer it fails like the search of the whole', async () => {
  await expect(search(hang)).rejects.toThrow('Jaeger at http://jaeger is away.');
});
