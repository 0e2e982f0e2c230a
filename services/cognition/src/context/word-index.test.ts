import { WordIndex } from './word-index.ts';

const INPUTS = 240;
const WORDS_EACH = 500;
/** Each word is a prefix of all later ones. */
const QUERY = Array.from({ length: 64 }, (_, index) => 'same'.padEnd(4 + index, 'e'));

test('words with common prefixes do not multiply the work of a query', () => {
  const index = new WordIndex();
  const texts = Array.from({ length: INPUTS }, (_, input) =>
    index.add(Array.from({ length: WORDS_EACH }, (_, word) => `${QUERY.at(-1)}${input}x${word}`).join(' ')),
  );
  let looked = 0;
  for (const text of texts) countReads(text, () => looked++);
  index.score(QUERY);
  expect(looked).toBeGreaterThan(0);
  expect(looked).toBeLessThan(25_000);
  expect(texts.some((text) => text.takeScore() > 0)).toBe(true);
});

/** Counts how often a search looks at the text: each time it reads what was matched last. */
function countReads(text: ReturnType<WordIndex['add']>, onRead: () => void): void {
  let { lastMatched } = text;
  Object.defineProperty(text, 'lastMatched', {
    get: () => {
      onRead();
      return lastMatched;
    },
    set: (value: number) => {
      lastMatched = value;
    },
  });
}
