/** How soon further occurrences of a word add little, how much a long text is held against it, and what one occurrence is worth in any. */
const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.7;
const LEAST = 0.5;

/** BM25+: what it says that a word is in a text, when it is in so many of all texts. */
export function rarity(texts: number, ofAll: number): number {
  return Math.log(1 + (ofAll - texts + 0.5) / (texts + 0.5));
}

/** BM25+: what it says that a word is in a text so many times. @param relativeLength of the text, 1 for an average one */
export function frequency(times: number, relativeLength: number): number {
  const tired = times + SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * relativeLength);
  return LEAST + (times * (SATURATION + 1)) / tired;
}
