export { type FunctionUse, type Uses, usesOf } from './function-uses.ts';
export type { Interval } from './interval.ts';
export { type CheckedFigure, checkResult, isFailure } from './load/check.ts';
export { type Figure, type LoadResult, loadResult, type Slowest } from './load/result.ts';
export { baselineText, figureText } from './load/text.ts';
export { extentOf } from './span-times.ts';
export { counted, printable, textOf } from './text.ts';
