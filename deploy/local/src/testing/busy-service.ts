import { setTimeout as pause } from 'node:timers/promises';

/** A service for tests. It burns CPU in a function of a known name, and retains objects of a known class. */
class Kept {
  readonly at = performance.now();
}

const kept: Kept[] = [];

function burnKnowingly(milliseconds: number): number {
  const end = performance.now() + milliseconds;
  let sum = 0;
  while (performance.now() < end) for (let index = 0; index < 1000; index++) sum += Math.sqrt(index);
  return sum;
}

process.on('SIGTERM', () => process.exit(0));
console.log('started');
for (;;) {
  burnKnowingly(20);
  kept.push(...Array.from({ length: 50 }, () => new Kept()));
  await pause(20);
}
