/** The parameters of BM25+: how soon further occurrences of a word add little, how much a long text is penalized, and what one occurrence adds in any text. */
const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.7;
const LEAST = 0.5;

/** BM25+: the weight of a word that occurs in `texts` of all texts. */
export function rarity(texts: number, ofAll: number): number {
  return Math.log(1 + (ofAll - texts + 0.5) / (texts + 0.5));
}

/** BM25+: the weight of a word's occurrences in one text. @param relativeLength the length of the text; 1 is average */
export function frequency(times: number, relativeLength: number): number {
  const tired = times + SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * relativeLength);
  return LEAST + (times * (SATURATION + 1)) / tired;
}
