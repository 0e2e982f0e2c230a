import type { LoopUse } from './evidence.ts';

const MOST = 5;
/** A function with a smaller share is not what kept the process busy. */
const LEAST_SHARE = 0.3;

const ofNanoseconds = (value: number): number => value / 1e6;

/** The functions that used most by themselves. */
export function topFunctions({ functions }: LoopUse) {
  return functions
    .filter(({ self }) => self > 0)
    .slice(0, MOST)
    .map(({ name, place, self }) => ({ name, place, milliseconds: ofNanoseconds(self) }));
}

/** The function of the application that used most, foreign code that it called included; undefined where none stands out. */
export function hotFunction({ functions, milliseconds }: LoopUse) {
  const [hot] = functions.toSorted((a, b) => b.own - a.own);
  if (hot === undefined || ofNanoseconds(hot.own) < milliseconds * LEAST_SHARE) return undefined;
  return { name: hot.name, place: hot.place, milliseconds: ofNanoseconds(hot.own) };
}
