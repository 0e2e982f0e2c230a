import type { LoopUse } from './evidence.ts';

const MOST = 5;
/** A function with a smaller share did not keep the process busy. */
const LEAST_SHARE = 0.3;

const ofNanoseconds = (value: number): number => value / 1e6;

/** The functions with the largest own values. */
export function topFunctions({ functions }: LoopUse) {
  return functions
    .filter(({ self }) => self > 0)
    .slice(0, MOST)
    .map(({ name, place, self }) => ({ name, place, milliseconds: ofNanoseconds(self) }));
}

/** The application's function that used most, including foreign code that it called; undefined if none stands out. */
export function hotFunction({ functions, milliseconds }: LoopUse) {
  const [hot] = functions.toSorted((a, b) => b.own - a.own);
  if (hot === undefined || ofNanoseconds(hot.own) < milliseconds * LEAST_SHARE) return undefined;
  return { name: hot.name, place: hot.place, milliseconds: ofNanoseconds(hot.own) };
}
