/** Makes holes in the C library's heap, trims it, and prints the resident bytes before and after. V8 frees buffers in the background, some time after they were collected. */
import { setTimeout as pause } from 'node:timers/promises';
import { trimHeap } from '../process/trim-heap.ts';

const BUFFERS = 200_000;
const KEPT_EVERY = 50;
const MOST_ROUNDS = 40;
const ROUND_MILLISECONDS = 50;
const ENOUGH = 0.8;

const kept: Buffer[] = [];
for (let index = 0; index < BUFFERS; index += 1) {
  const buffer = Buffer.allocUnsafeSlow(200 + (index % 60) * 100);
  if (index % KEPT_EVERY === 0) kept.push(buffer);
}
const before = process.memoryUsage.rss();
for (let round = 0; round < MOST_ROUNDS && process.memoryUsage.rss() > before * ENOUGH; round += 1) {
  globalThis.gc?.();
  trimHeap();
  await pause(ROUND_MILLISECONDS);
}
console.log(JSON.stringify({ before, after: process.memoryUsage.rss(), kept: kept.length }));
