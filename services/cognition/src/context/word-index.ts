import SearchableMap from 'minisearch/SearchableMap';
import { frequency, rarity } from './relevance.ts';

/** A text in the index, with the state of a search. */
export class IndexedText {
  /** One entry for each distinct word. */
  readonly places: Holders[] = [];
  score = 0;
  /** How many of the searched words the text has, and which was the last. */
  matchedWords = 0;
  lastMatched = -1;

  /** Returns the score of the search and resets it. It is higher the more of the words the text has. */
  takeScore(): number {
    const score = this.score * this.matchedWords;
    this.score = 0;
    this.matchedWords = 0;
    this.lastMatched = -1;
    return score;
  }
}

/** The texts that have a word, and how often each has it. */
interface Holders {
  readonly word: string;
  readonly texts: IndexedText[];
  readonly times: number[];
}

/** The most that a word counts which only begins like a searched one. Falls with each further letter. */
const PREFIX_WEIGHT = 0.375;
const PREFIX_FALL = 0.3;
/** Shorter words are prefixes of too many others. */
const MIN_PREFIX_LETTERS = 4;
/** The most entries that a query looks at for longer words. Nobody has to wait for a user who stores thousands of words with the same prefix. */
const MAX_LONGER = 20_000;
const SEPARATORS = /[\n\r\p{Z}\p{P}]+/u;

/**
 * An inverted index from words to texts. A search adds up scores in the texts themselves: libraries create an object for each text and word,
 * and take over ten times as long for the long histories of the busiest users.
 */
export class WordIndex {
  readonly #holders = new SearchableMap<Holders>();
  #texts = 0;
  #length = 0;

  add(content: string): IndexedText {
    const text = new IndexedText();
    for (const [word, times] of counted(wordsIn(content))) {
      const holders = this.#holders.fetch(word, () => ({ word, texts: [], times: [] }));
      holders.texts.push(text);
      holders.times.push(times);
      text.places.push(holders);
    }
    this.#texts += 1;
    this.#length += text.places.length;
    return text;
  }

  remove(text: IndexedText): void {
    this.#texts -= 1;
    this.#length -= text.places.length;
    for (const { word, texts, times } of text.places) {
      const place = texts.indexOf(text);
      texts.splice(place, 1);
      times.splice(place, 1);
      if (texts.length === 0) this.#holders.delete(word);
    }
  }

  /** Adds to the score of each text that has one of the words, or a longer word with it as prefix; of the latter only some if there are very many. */
  score(words: readonly string[]): void {
    let left = MAX_LONGER;
    for (const [index, word] of words.entries()) {
      this.#scoreWord({ index, weight: 1, holders: this.#holders.get(word) });
      if (word.length >= MIN_PREFIX_LETTERS) left -= this.#scoreLonger(word, { index, most: left });
    }
  }

  /** Scores longer words. Returns how many entries it looked at, which is hardly more than `most`. */
  #scoreLonger(beginning: string, { index, most }: { index: number; most: number }): number {
    let looked = 0;
    if (most <= 0) return looked;
    for (const [word, holders] of this.#holders.atPrefix(beginning)) {
      const more = word.length - beginning.length;
      const weight = (PREFIX_WEIGHT * word.length) / (word.length + PREFIX_FALL * more);
      if (more > 0) this.#scoreWord({ index, weight, holders });
      looked += holders.texts.length;
      if (looked >= most) break;
    }
    return looked;
  }

  #scoreWord({ index, weight, holders }: Found): void {
    if (holders === undefined) return;
    const { texts, times } = holders;
    const worth = weight * rarity(texts.length, this.#texts);
    const averageLength = this.#length / this.#texts;
    for (let place = 0; place < texts.length; place += 1) {
      const text = texts[place] as IndexedText;
      text.score += worth * frequency(times[place] as number, text.places.length / averageLength);
      if (text.lastMatched !== index) text.matchedWords += 1;
      text.lastMatched = index;
    }
  }
}

interface Found {
  /** The position of the searched word in the query. */
  index: number;
  /** The weight of one occurrence. */
  weight: number;
  holders: Holders | undefined;
}

/** The words of a text, in lower case and in order. */
export function wordsIn(text: string): string[] {
  return text
    .toLowerCase()
    .split(SEPARATORS)
    .filter((word) => word !== '');
}

function counted(words: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
  return times;
}
