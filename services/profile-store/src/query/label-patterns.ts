import { RE2JS } from 're2js';
import { SelectorError } from './selector-error.ts';

const LONGEST_PATTERN = 4096;
const REPETITION = /\{(\d+)(?:,(\d*))?\}/g;
/** RE2's own limit on repetitions; nested ones multiply. */
const MOST_REPETITIONS = 1000;
/** RE2 expands repetitions, so that `a{1000}` has 1,000 steps. */
const MOST_STEPS = 100_000;
/** Bounds the product of steps and characters of the distinct values. */
const MOST_WORK = 10_000_000;

/** The patterns of one query. They are RE2's, as in Pyroscope: its time grows with a pattern's steps and a value's characters, both of which are bounded here. */
export class LabelPatterns {
  #steps = 0;
  #work = 0;

  /**
   * Compiles a pattern that must match a whole value. Throws {@link SelectorError} when all patterns together would take too long.
   * @returns undefined for an invalid pattern
   */
  read(pattern: string): ((value: string) => boolean) | undefined {
    if (pattern.length > LONGEST_PATTERN)
      throw new SelectorError(`expected a pattern of at most ${LONGEST_PATTERN} characters, got ${pattern.length}`);
    this.#steps += mostSteps(pattern);
    if (this.#steps > MOST_STEPS)
      throw new SelectorError(
        `the patterns are too large: expected their lengths times their repetitions to be at most ${MOST_STEPS}, got ${this.#steps}`,
      );
    const compiled = compile(pattern);
    return compiled && this.#countedMatches(compiled);
  }

  #countedMatches(pattern: RE2JS): (value: string) => boolean {
    const known = new Map<string, boolean>();
    return (value) => {
      const matches = known.get(value) ?? this.#match(pattern, value);
      known.set(value, matches);
      return matches;
    };
  }

  #match(pattern: RE2JS, value: string): boolean {
    this.#work += pattern.programSize() * value.length;
    if (this.#work > MOST_WORK)
      throw new SelectorError(
        'the patterns take too long on the stored labels: expected shorter ones, or fewer repetitions',
      );
    return pattern.matches(value);
  }
}

function mostSteps(pattern: string): number {
  const counts = [...pattern.matchAll(REPETITION)].map(([, least, most]) => Number(most || least) || 1);
  const repetitions = counts.reduce((product, count) => product * count, 1);
  return pattern.length * Math.min(repetitions, MOST_REPETITIONS);
}

function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
