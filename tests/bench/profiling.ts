/**
 * What continuous profiling costs a service under load: the same service twice, with profiling on and off, each in turn for a second under
 * all the load it can take. Sampling costs the same however much a service does: only a busy one tells what share of its work that is.
 *
 * `npm run bench -- profiling [--json] [--minutes <n>]`
 */
import { parseArgs } from 'node:util';
import { BenchService } from './profiling/bench-service.ts';
import { startCollectorStub } from './profiling/collector-stub.ts';
import { median, slope } from './profiling/statistics.ts';
import type { Usage } from './profiling/usage.ts';

const MODES = ['on', 'off'] as const;
const WINDOW_MILLISECONDS = 1000;
/** V8 goes on optimising for many seconds of full load. */
const WARM_UP_ROUNDS = 15;
const CLIENTS = 4;
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
  for (const mode of round % 2 === 0 ? MODES : MODES.toReversed()) {
    const window = await measure(mode);
    if (round >= WARM_UP_ROUNDS) windows[mode].push(window);
  }
}
await Promise.all([services.on.stop(), services.off.stop()]);
collector.server.close();

const perRequest = ({ cpuMilliseconds, requests }: Window) => cpuMilliseconds / requests;
const overheads = windows.on.map((on, index) => {
  const off = windows.off[index];
  return off === undefined ? Number.NaN : (perRequest(on) / perRequest(off) - 1) * 100;
});
const longest = (mode: Mode) => Math.max(...windows[mode].map((window) => window.longestBlockMilliseconds));
const growth = (mode: Mode) =>
  slope(windows[mode].map(({ at, rssMegabytes }) => [at / MILLISECONDS_PER_HOUR, rssMegabytes] as const));
const rss = (mode: Mode) => windows[mode].at(-1)?.rssMegabytes ?? Number.NaN;

const result = {
  cpuOverheadPercent: round(median(overheads)),
  longestBlockMilliseconds: round(longest('on')),
  rssGrowthMegabytesPerHour: round(growth('on') - growth('off')),
};
const requests = windows.on.reduce((sum, window) => sum + window.requests, 0);
const sorted = overheads.toSorted((a, b) => a - b);
const quartile = (quarter: number) => round(sorted[Math.floor((sorted.length * quarter) / 4)] ?? Number.NaN);
console.log(`${windows.on.length} windows of ${WINDOW_MILLISECONDS / 1000} s, ${requests} profiled requests`);
console.log(
  `CPU time per request: ${result.cpuOverheadPercent} % more with profiling, half of the windows ${quartile(1)} to ${quartile(3)} % (goal 1.5 %)`,
);
console.log(
  `longest block of the event loop: ${result.longestBlockMilliseconds} ms, ${round(longest('off'))} ms without (goal 5 ms)`,
);
console.log(
  `memory: ${round(rss('on'))} MB, ${round(rss('off'))} MB without; grows by ${result.rssGrowthMegabytesPerHour} MB/h more`,
);
if (values.json) console.log(JSON.stringify(result));

/** One window of load on one service. */
async function measure(mode: Mode): Promise<Window> {
  const service = services[mode];
  const idle = await service.usage();
  const requests = await load(service);
  const busy = await service.usage();
  // Profiles of the load before are converted while the service idles, too.
  const longestBlockMilliseconds = Math.max(idle.longestBlockMilliseconds, busy.longestBlockMilliseconds);
  return { ...busy, longestBlockMilliseconds, at: performance.now(), requests };
}

/** Gives the number of requests that were answered. */
async function load(service: BenchService): Promise<number> {
  const stop = performance.now() + WINDOW_MILLISECONDS;
  let requests = 0;
  const client = async () => {
    for (; performance.now() < stop; requests++) await service.request();
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return requests;
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
