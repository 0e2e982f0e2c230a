/**
 * What continuous profiling costs a service under load: CPU time per request, blocks of its event loop, memory. Sampling has a fixed cost:
 * only a busy service shows which share of its work that is.
 *
 * `npm run bench -- profiling [--json] [--minutes <n>]`: half of the minutes, but 5 at most, are for CPU time and blocks, the rest for memory.
 */
import { startCollectorStub } from './profiling/collector-stub.ts';
import { type Compared, measureCost } from './profiling/cost.ts';
import { measureMemory } from './profiling/memory.ts';
import { readProfilingOptions } from './profiling/options.ts';
import type { Spread } from './profiling/statistics.ts';

const MOST_MINUTES_FOR_COST = 5;
const MILLISECONDS_PER_MINUTE = 60_000;
/** The interquartile range beyond which growth cannot be distinguished from the fluctuations of both services. */
const WIDEST_TELLING_MEGABYTES_PER_HOUR = 100;

const { json, minutes } = readProfilingOptions(process.argv.slice(2));
const minutesForCost = Math.min(minutes / 2, MOST_MINUTES_FOR_COST);

const collector = await startCollectorStub();
const cost = await measureCost(collector.url, minutesForCost * MILLISECONDS_PER_MINUTE);
const minutesForMemory = minutes - minutesForCost;
const memory = await measureMemory(collector.url, minutesForMemory * MILLISECONDS_PER_MINUTE);
collector.server.close();

console.log(
  `CPU time per request: ${written(cost.percent)} % more with profiling, over ${cost.requests} profiled requests of a service with ${round(cost.coreShare)} of a core (goal 1.5)`,
);
const { longestIdleBlockMilliseconds: idle, longestBusyBlockMilliseconds: busy } = cost;
console.log(
  `longest block of the event loop between requests: ${compared(idle)} (goal 5); in 99 of 100 windows at most ${compared(cost.usualIdleBlockMilliseconds)}`,
);
console.log(
  `longest block with requests: ${compared(busy)}; in 99 of 100 windows at most ${compared(cost.usualBusyBlockMilliseconds)}`,
);
console.log(
  `memory: ${round(memory.profiledMegabytes)} MB, ${round(memory.plainMegabytes)} MB without; grows by ${written(memory.growthMegabytesPerHour)} MB/h more`,
);
warnOfNoise(memory.growthMegabytesPerHour);
if (json) {
  const figures = {
    cpuOverheadPercent: round(cost.percent.median),
    longestBlockMilliseconds: round(idle.profiled),
    rssGrowthMegabytesPerHour: round(memory.growthMegabytesPerHour.median),
  };
  console.log(JSON.stringify(figures));
}

/** The spread decreases with time: a slope over twice the time fluctuates half as much. */
function warnOfNoise({ low, high }: Spread): void {
  const excess = (high - low) / WIDEST_TELLING_MEGABYTES_PER_HOUR;
  if (excess <= 1) return;
  const needed = Math.ceil(minutesForCost + minutesForMemory * excess);
  console.warn(
    `too short to show growth: its quartiles lie ${round(high - low)} MB/h apart; --minutes ${needed} should bring them within ${WIDEST_TELLING_MEGABYTES_PER_HOUR}`,
  );
}

function compared({ profiled, plain }: Compared): string {
  return `${round(profiled)} ms, ${round(plain)} ms without`;
}

function written({ median, low, high }: Spread): string {
  return `${round(median)} (quartiles ${round(low)} to ${round(high)})`;
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
