/** `measure.ts <variant> <calls>`: prints the CPU microseconds per call of one variant, in a process of its own. */
import { setImmediate } from 'node:timers/promises';
import { connectEcho } from './echo.ts';
import { VARIANTS } from './variants.ts';

/** Yields to timers, such as those of exporters, after this many calls. */
const CALLS_PER_TURN = 50;

const [name = '', calls = ''] = process.argv.slice(2);
const variant = VARIANTS[name];
if (variant === undefined) throw new Error(`expected one of ${Object.keys(VARIANTS).join(', ')}, got "${name}"`);

const call = await connectEcho(variant());
await repeat(Number(calls)); // the compiler settles
const before = process.cpuUsage();
await repeat(Number(calls));
const { user, system } = process.cpuUsage(before);
console.log((user + system) / Number(calls));
process.exit(0);

async function repeat(times: number): Promise<void> {
  for (let done = 1; done <= times; done++) {
    await call();
    if (done % CALLS_PER_TURN === 0) await setImmediate();
  }
}
