/** The end of the heap is not to be kept as a reserve either. */
const PAD_BYTES = 0n;

let trim: ((padBytes: bigint) => number) | undefined;

/**
 * Gives back whole pages that are free anywhere in the C library's heap (malloc_trim of glibc). Blocks for some milliseconds. Does nothing with another
 * C library, or where Node may not call one.
 */
export function trimHeap(): void {
  trim ??= mallocTrim();
  trim(PAD_BYTES);
}

function mallocTrim(): (padBytes: bigint) => number {
  const { emitWarning } = process;
  try {
    // The warning that node:ffi is experimental is for readers of this file, not for every user of a service.
    process.emitWarning = () => {};
    const { dlopen } = process.getBuiltinModule('node:ffi');
    return dlopen(null, { malloc_trim: { arguments: ['u64'], return: 'i32' } }).functions.malloc_trim;
  } catch {
    return () => 0;
  } finally {
    process.emitWarning = emitWarning;
  }
}
