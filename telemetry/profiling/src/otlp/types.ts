import { HEAP_SAMPLING_BYTES } from '../heap/heap-capture.ts';
import type { ProfileType } from './profile.ts';

const HEAP_PERIOD = { periodType: 'memory', periodUnit: 'bytes', period: HEAP_SAMPLING_BYTES };

/** Pyroscope turns exactly this type and period into `process_cpu:cpu:nanoseconds:cpu:nanoseconds`; the values are nanoseconds. */
export const CPU: ProfileType = {
  type: 'samples',
  unit: 'count',
  periodType: 'cpu',
  periodUnit: 'nanoseconds',
  period: 1,
};
export const WALL: ProfileType = {
  type: 'wall',
  unit: 'nanoseconds',
  periodType: 'wall',
  periodUnit: 'nanoseconds',
  period: 1,
};
export const OBJECTS: ProfileType = { type: 'inuse_objects', unit: 'count', ...HEAP_PERIOD };
export const SPACE: ProfileType = { type: 'inuse_space', unit: 'bytes', ...HEAP_PERIOD };
export const ALLOCATED: ProfileType = { type: 'alloc_space', unit: 'bytes', ...HEAP_PERIOD };
