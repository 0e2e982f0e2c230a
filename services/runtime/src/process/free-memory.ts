import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { trimHeap } from './trim-heap.ts';

/**
 * Gives back memory: garbage, and the young generation that grew for it, such as when modules were loaded, and
 * free pages of the C library's heap. Blocks for 0.1 to 0.2 s. On its own V8 would do this under the next rush of requests, if at all, and the C
 * library only at the end of its heap.
 */
export function freeMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as NodeJS.GCFunction;
  setFlagsFromString('--no-expose-gc');
  collect({ type: 'major', flavor: 'last-resort' });
  trimHeap();
}
