/**
 * What continuous profiling costs a service under load: the same service twice, with profiling on and off, loaded in turns.
 *
 * `npm run bench -- profiling [--json] [--minutes <n>]`
 */
import { parseArgs } from 'node:util';
import { BenchService } from './profiling/bench-service.ts';
import { startCollectorStub } from './profiling/collector-stub.ts';
import { median, slope } from './profiling/statistics.ts';

const WINDOW_MILLISECONDS = 3000;
const WARM_UP_WINDOWS = 4;
const MILLISECONDS_PER_HOUR = 3_600_000;

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, minutes: { type: 'string', default: '4' } },
});

interface Window {
  readonly at: number;
  readonly cpuPerRequest: number;
  readonly longestBlockMilliseconds: number;
  readonly rssMegabytes: number;
}

const collector = await startCollectorStub();
const services = {
  on: await BenchService.start('otlp', collector.url),
  off: await BenchService.start('off', collector.url),
};
const windows: Record<keyof typeof services, Window[]> = { on: [], off: [] };

const end = performance.now() + Number(values.minutes) * 60_000;
for (let round = 0; performance.now() < end || windows.on.length < 2; round++) {
  for (const mode of round % 2 === 0 ? (['on', 'off'] as const) : (['off', 'on'] as const)) {
    const window = await measure(mode);
    if (round >= WARM_UP_WINDOWS) windows[mode].push(window);
  }
}
await Promise.all([services.on.stop(), services.off.stop()]);
collector.server.close();

const overheads = windows.on.map(
  ({ cpuPerRequest }, index) => cpuPerRequest / (windows.off[index]?.cpuPerRequest ?? Number.NaN),
);
const longest = (mode: keyof typeof windows) =>
  Math.max(...windows[mode].map((window) => window.longestBlockMilliseconds));
const growth = (mode: keyof typeof windows) =>
  slope(windows[mode].map(({ at, rssMegabytes }) => [at / MILLISECONDS_PER_HOUR, rssMegabytes] as const));
const rss = (mode: keyof typeof windows) => windows[mode].at(-1)?.rssMegabytes ?? Number.NaN;

const result = {
  cpuOverheadPercent: round((median(overheads) - 1) * 100),
  longestBlockMilliseconds: round(longest('on')),
  rssGrowthMegabytesPerHour: round(growth('on') - growth('off')),
};
console.log(`${windows.on.length} windows of ${WINDOW_MILLISECONDS / 1000} s with profiling on, as many without`);
console.log(`CPU time per request: ${result.cpuOverheadPercent} % more with profiling (goal 1.5 %)`);
console.log(
  `longest block of the event loop: ${result.longestBlockMilliseconds} ms, ${round(longest('off'))} ms without (goal 5 ms)`,
);
console.log(
  `memory: ${round(rss('on'))} MB, ${round(rss('off'))} MB without; grows by ${result.rssGrowthMegabytesPerHour} MB/h more`,
);
if (values.json) console.log(JSON.stringify(result));

async function measure(mode: keyof typeof services): Promise<Window> {
  const { cpuMilliseconds, requests, ...usage } = await services[mode].load(WINDOW_MILLISECONDS);
  return { at: performance.now(), cpuPerRequest: cpuMilliseconds / requests, ...usage };
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
