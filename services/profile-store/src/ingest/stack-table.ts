import type { Frame } from '../store/profile.ts';
import type { Budget } from './budget.ts';
import { MAX_FRAMES } from './limits.ts';

/** Stacks by their locations, innermost first. Each stack is built once, and no deeper than it is kept. */
export class StackTable {
  readonly #budget: Budget;
  readonly #known = new Map<string, readonly Frame[]>();

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** The stack, outermost call first. The same locations give the same array. A stack that is too deep has one frame more than is kept. */
  get<Location extends number | bigint>(
    locations: readonly Location[],
    framesAt: (location: Location) => readonly Frame[],
  ): readonly Frame[] {
    const key = locations.join(',');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const frames: Frame[] = [];
    for (const location of locations) {
      frames.push(...framesAt(location).slice(0, MAX_FRAMES + 1 - frames.length));
      if (frames.length > MAX_FRAMES) break;
    }
    this.#budget.use('frames', frames.length);
    this.#known.set(key, frames.reverse());
    return frames;
  }
}

/** A frame, counted in the budget. An impossible line becomes 0. */
export function frame(given: Frame, budget: Budget): Frame {
  budget.use('characters', given.function.length + given.file.length);
  const isLine = Number.isSafeInteger(given.line) && given.line > 0;
  return isLine ? given : { ...given, line: 0 };
}
