import type { FunctionUse } from '../../model/function-uses.ts';
import type { CpuUse } from './evidence.ts';

const MOST = 5;
/** What is not code of the application: of Node.js, of a package, or without a file. */
const FOREIGN = /^$|^node:|(^|\/)node_modules\//;
/** A function that has nearly all of the time of those above it is where they lead. */
const NEARLY = 0.8;

const ofNanoseconds = (value: number): number => value / 1e6;

/** The functions that used most by themselves. */
export function topFunctions({ functions }: CpuUse) {
  return functions
    .filter(({ self }) => self > 0)
    .slice(0, MOST)
    .map(({ name, place, self }) => ({ name, place, milliseconds: ofNanoseconds(self) }));
}

/** Where the time went: the innermost function of the application that has nearly all of what the application has, callees included. */
export function hotFunction({ functions }: CpuUse) {
  const own = functions.filter(({ place }) => !FOREIGN.test(place)).sort((a, b) => b.total - a.total);
  const [outermost] = own;
  const chosen = outermost && own.findLast(({ total }) => total >= outermost.total * NEARLY);
  const hot: FunctionUse | undefined = chosen ?? functions[0];
  return hot && { name: hot.name, place: hot.place, milliseconds: ofNanoseconds(hot.total) };
}
