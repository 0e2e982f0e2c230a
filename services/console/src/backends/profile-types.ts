/** The types of profiles: CPU time, time on the event loop, memory in use, allocations. */
export const TYPE_NAMES = ['cpu', 'wall', 'heap', 'alloc'] as const;
export type TypeName = (typeof TYPE_NAMES)[number];
