import { BenchService } from './bench-service.ts';
import { median, percentile, type Spread, spread } from './statistics.ts';

/** Shorter than most disturbances of a shared machine, which therefore affect both services alike. */
const WINDOW_MILLISECONDS = 200;
/** A little longer than the interval between exports of profiles. */
const PHASE_MILLISECONDS = 16_000;
/** V8 continues to optimize for many seconds of full load. */
const WARM_UP_MILLISECONDS = 10_000;
const FEWEST_PHASES = 3;

export interface Cost {
  /** The additional CPU time per request with profiling, from pairs of consecutive phases. */
  readonly percent: Spread;
  /** The longest turn of the event loop without a request. It may be an export of spans, with or without profiling. */
  readonly longestIdleBlockMilliseconds: Compared;
  /** The longest block including the requests and the garbage collector in that turn: a single rare collection decides it. */
  readonly longestBusyBlockMilliseconds: Compared;
  /** The 99th percentile of the windows' longest blocks. */
  readonly usualIdleBlockMilliseconds: Compared;
  readonly usualBusyBlockMilliseconds: Compared;
  readonly requests: number;
  /** The share of one core under load: the less a busy machine leaves to the service, the more weight wall-clock sampling has. */
  readonly coreShare: number;
}

export interface Compared {
  readonly profiled: number;
  readonly plain: number;
}

interface Window {
  readonly requests: number;
  readonly cpuMilliseconds: number;
  readonly idleBlockMilliseconds: number;
  readonly busyBlockMilliseconds: number;
}

interface Phase {
  readonly profiled: Window[];
  readonly plain: Window[];
}

/**
 * A cross-over: two services are under load in turns, of which one is profiled, then the other, and so on. Differences between the processes
 * (memory layout, optimized code) then count once for and once against profiling.
 */
export async function measureCost(collector: string, milliseconds: number): Promise<Cost> {
  let [profiled, plain] = [await warmUp(collector), await warmUp(collector)];
  const phases: Phase[] = [];
  for (const end = performance.now() + milliseconds; performance.now() < end || phases.length < FEWEST_PHASES; ) {
    await profiled.profile('on');
    await plain.profile('off');
    phases.push(await measurePhase(profiled, plain));
    [profiled, plain] = [plain, profiled];
  }
  await Promise.all([profiled.stop(), plain.stop()]);
  return summarize(phases);
}

async function warmUp(collector: string): Promise<BenchService> {
  const service = await BenchService.startSwitchable(collector);
  await service.load(WARM_UP_MILLISECONDS);
  return service;
}

async function measurePhase(profiled: BenchService, plain: BenchService): Promise<Phase> {
  const phase: Phase = { profiled: [], plain: [] };
  for (const service of [profiled, plain]) await measureWindow(service);
  for (const end = performance.now() + PHASE_MILLISECONDS; performance.now() < end; ) {
    phase.profiled.push(await measureWindow(profiled));
    phase.plain.push(await measureWindow(plain));
  }
  return phase;
}

async function measureWindow(service: BenchService): Promise<Window> {
  const idle = await service.usage();
  const requests = await service.load(WINDOW_MILLISECONDS);
  const { cpuMilliseconds, longestBlockMilliseconds } = await service.usage();
  return {
    requests,
    cpuMilliseconds,
    idleBlockMilliseconds: idle.longestBlockMilliseconds,
    busyBlockMilliseconds: longestBlockMilliseconds,
  };
}

function summarize(phases: readonly Phase[]): Cost {
  const windows = { profiled: phases.flatMap(({ profiled }) => profiled), plain: phases.flatMap(({ plain }) => plain) };
  const compare = (percent: number, of: (window: Window) => number): Compared => ({
    profiled: percentile(windows.profiled.map(of), percent),
    plain: percentile(windows.plain.map(of), percent),
  });
  const idle = ({ idleBlockMilliseconds }: Window) => idleBlockMilliseconds;
  const busy = ({ busyBlockMilliseconds }: Window) => busyBlockMilliseconds;
  const differences = phases.map(logRatio);
  const effects = differences.slice(1).map((difference, index) => (difference + (differences[index] ?? 0)) / 2);
  return {
    percent: spread(effects.map((effect) => 100 * Math.expm1(effect))),
    longestIdleBlockMilliseconds: compare(100, idle),
    longestBusyBlockMilliseconds: compare(100, busy),
    usualIdleBlockMilliseconds: compare(99, idle),
    usualBusyBlockMilliseconds: compare(99, busy),
    requests: windows.profiled.reduce((sum, { requests }) => sum + requests, 0),
    coreShare: median(windows.plain.map(({ cpuMilliseconds }) => cpuMilliseconds / WINDOW_MILLISECONDS)),
  };
}

/** The ratio of the profiled service's CPU time per request to that of the other, as the median over consecutive windows. */
function logRatio({ profiled, plain }: Phase): number {
  const perRequest = ({ cpuMilliseconds, requests }: Window) => cpuMilliseconds / requests;
  return median(profiled.map((window, index) => Math.log(perRequest(window) / perRequest(plain[index] ?? window))));
}
