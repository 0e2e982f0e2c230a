export { type Instruments, instruments } from './instruments.ts';
export type { ObservedMetric, Series } from './observed.ts';
