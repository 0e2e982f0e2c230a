/** No reserve is kept at the end of the heap either. */
const PAD_BYTES = 0n;

let trim: ((padBytes: bigint) => number) | undefined;

/**
 * Gives back whole free pages anywhere in the C library's heap (glibc's malloc_trim). Blocks for some milliseconds. Does nothing with another
 * C library, or where Node may not call native functions.
 */
export function trimHeap(): void {
  trim ??= mallocTrim();
  trim(PAD_BYTES);
}

function mallocTrim(): (padBytes: bigint) => number {
  const { emitWarning } = process;
  try {
    // That node:ffi is experimental concerns readers of this file, not every user of a service.
    process.emitWarning = () => {};
    const { dlopen } = process.getBuiltinModule('node:ffi');
    return dlopen(null, { malloc_trim: { arguments: ['u64'], return: 'i32' } }).functions.malloc_trim;
  } catch {
    return () => 0;
  } finally {
    process.emitWarning = emitWarning;
  }
}
