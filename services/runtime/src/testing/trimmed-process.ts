/** Leaves holes in the C library's heap, trims it, and prints its resident bytes before and after. */
import { trimHeap } from '../process/trim-heap.ts';

const BUFFERS = 200_000;
const KEPT_EVERY = 50;

const kept: Buffer[] = [];
for (let index = 0; index < BUFFERS; index += 1) {
  const buffer = Buffer.allocUnsafeSlow(200 + (index % 60) * 100);
  if (index % KEPT_EVERY === 0) kept.push(buffer);
}
globalThis.gc?.();
const before = process.memoryUsage.rss();
trimHeap();
console.log(JSON.stringify({ before, after: process.memoryUsage.rss(), kept: kept.length }));
