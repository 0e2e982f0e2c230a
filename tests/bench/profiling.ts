/**
 * What continuous profiling costs a service under load: the same service twice, with profiling on and off, under one load whose
 * requests go to the two in turns: so that what else the machine does weighs on both alike.
 *
 * `npm run bench -- profiling [--json] [--minutes <n>]`
 */
import { parseArgs } from 'node:util';
import { BenchService } from './profiling/bench-service.ts';
import { startCollectorStub } from './profiling/collector-stub.ts';
import { median, slope } from './profiling/statistics.ts';
import type { Usage } from './profiling/usage.ts';

const MODES = ['on', 'off'] as const;
const WINDOW_MILLISECONDS = 3000;
const WARM_UP_WINDOWS = 4;
const MILLISECONDS_PER_HOUR = 3_600_000;

type Mode = (typeof MODES)[number];

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, minutes: { type: 'string', default: '4' } },
});

type Window = Usage & { readonly at: number; readonly requests: number };

const collector = await startCollectorStub();
const services = {
  on: await BenchService.start('otlp', collector.url),
  off: await BenchService.start('off', collector.url),
};
const windows: Record<Mode, Window[]> = { on: [], off: [] };

const end = performance.now() + Number(values.minutes) * 60_000;
for (let round = 0; performance.now() < end || windows.on.length < 2; round++) {
  await readUsage();
  const requests = await load();
  const usages = await readUsage();
  if (round < WARM_UP_WINDOWS) continue;
  for (const mode of MODES) windows[mode].push({ at: performance.now(), requests, ...usages[mode] });
}
await Promise.all([services.on.stop(), services.off.stop()]);
collector.server.close();

const overheads = windows.on.map(
  (on, index) => on.cpuMilliseconds / (windows.off[index]?.cpuMilliseconds ?? Number.NaN),
);
const longest = (mode: Mode) => Math.max(...windows[mode].map((window) => window.longestBlockMilliseconds));
const growth = (mode: Mode) =>
  slope(windows[mode].map(({ at, rssMegabytes }) => [at / MILLISECONDS_PER_HOUR, rssMegabytes] as const));
const rss = (mode: Mode) => windows[mode].at(-1)?.rssMegabytes ?? Number.NaN;

const result = {
  cpuOverheadPercent: round((median(overheads) - 1) * 100),
  longestBlockMilliseconds: round(longest('on')),
  rssGrowthMegabytesPerHour: round(growth('on') - growth('off')),
};
const requests = windows.on.reduce((sum, window) => sum + window.requests, 0);
console.log(`${windows.on.length} windows of ${WINDOW_MILLISECONDS / 1000} s, ${requests} requests to each service`);
console.log(`CPU time per request: ${result.cpuOverheadPercent} % more with profiling (goal 1.5 %)`);
console.log(
  `longest block of the event loop: ${result.longestBlockMilliseconds} ms, ${round(longest('off'))} ms without (goal 5 ms)`,
);
console.log(
  `memory: ${round(rss('on'))} MB, ${round(rss('off'))} MB without; grows by ${result.rssGrowthMegabytesPerHour} MB/h more`,
);
if (values.json) console.log(JSON.stringify(result));

/** Gives the number of requests that each service has answered. */
async function load(): Promise<number> {
  const stop = performance.now() + WINDOW_MILLISECONDS;
  let requests = 0;
  const client = async (first: Mode, second: Mode) => {
    for (; performance.now() < stop; requests++) {
      await services[first].request();
      await services[second].request();
    }
  };
  await Promise.all([client('on', 'off'), client('off', 'on'), client('on', 'off'), client('off', 'on')]);
  return requests;
}

async function readUsage(): Promise<Record<Mode, Usage>> {
  return { on: await services.on.usage(), off: await services.off.usage() };
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
