export { type FunctionUse, type Uses, usesOf } from './function-uses.ts';
export type { Interval } from './interval.ts';
export { extentOf } from './span-times.ts';
export { counted, printable, textOf } from './text.ts';
