import { STOP_WORDS } from './stop-words.ts';

/** In how many inputs each word occurred, most frequent first, and of equals the more recent first. */
export type TopicCounts = [topic: string, inputs: number][];

/** How many words are kept for each user: enough for correct counts of the top few, few enough for one row. */
const MAX_COUNTED = 100;
const MAX_COMMON = 10;
/** A letter, then letters, digits and inner marks: `node.js`, `p95`, `don't`. Longer runs are identifiers, not words. */
const WORD = /(?<![\p{L}\p{N}])\p{L}(?:[\p{L}\p{N}]|['.-](?=[\p{L}\p{N}])){2,31}(?![\p{L}\p{N}])/gu;

/** Adds an input to the counts: each distinct word once, however often it occurs. */
export function countTopics(counts: TopicCounts, content: string): TopicCounts {
  const known = new Map(counts);
  const words = topicWords(content);
  const fresh: TopicCounts = [...words].map((word) => [word, (known.get(word) ?? 0) + 1]);
  const rest = counts.filter(([word]) => !words.has(word));
  return [...fresh, ...rest].sort(([, left], [, right]) => right - left).slice(0, MAX_COUNTED);
}

/** The most frequent topics. */
export function commonTopics(counts: TopicCounts): string[] {
  return counts.slice(0, MAX_COMMON).map(([topic]) => topic);
}

function topicWords(content: string): Set<string> {
  const words = content.normalize('NFKC').toLowerCase().replaceAll('’', "'").match(WORD) ?? [];
  return new Set(words.filter((word) => !STOP_WORDS.has(word)));
}
