export { counted, printable, textOf } from './format/text.ts';
export { type CheckedFigure, checkResult, isFailure } from './load/check.ts';
export { type Figure, type LoadResult, loadResult, type Slowest } from './load/result.ts';
export { baselineText, figureText } from './load/text.ts';
export { type FunctionUse, type Uses, usesOf } from './profile/function-uses.ts';
export type { Interval } from './spans/interval.ts';
export { extentOf } from './spans/times.ts';
