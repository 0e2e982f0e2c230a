import type { TypeName } from '../../src/backends/profile-types.ts';

export const TYPE_TITLES: Record<TypeName, string> = {
  cpu: 'CPU time',
  wall: 'time on the event loop',
  heap: 'memory in use',
  alloc: 'allocated memory',
};
