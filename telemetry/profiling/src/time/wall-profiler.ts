import { isMainThread } from 'node:worker_threads';
import { pprofBindings } from '../pprof.ts';
import type { LocalRoot } from '../spans/local-root.ts';
import type { ContextHolder, SpanLabels } from '../spans/span-labels.ts';
import type { RawTimeProfile } from '../stacks/raw-profile.ts';

interface NativeProfiler {
  start(): void;
  stop(restart: boolean): RawTimeProfile;
  dispose(): void;
  createContextHolder(context: object): ContextHolder;
  /** 0 healthy, 1 perhaps stuck, 2 stuck. */
  v8ProfilerStuckEventLoopDetected(): number;
}

interface Bindings {
  readonly TimeProfiler: new (options: object) => NativeProfiler;
}

/** Time between two samples: 100 a second. */
export const SAMPLING_INTERVAL_MICROSECONDS = 10_000;

/**
 * A capture without samples counts as stuck, and one of a moment (two exports in a row) may well have none. A restart holds the event loop for
 * 60 to 90 ms, as V8 then lists all code: it must not happen in vain.
 */
const SHORTEST_JUDGED_MICROSECONDS = 50 * SAMPLING_INTERVAL_MICROSECONDS;

/** V8's sampling profiler on this thread, with the CPU time and the local root of every sample. */
export class WallProfiler {
  readonly #native: NativeProfiler;
  #suspicions = 0;
  #running = true;

  /** `longestCaptureMilliseconds` sizes the native sample buffer: samples beyond twice that time are lost. */
  constructor(longestCaptureMilliseconds: number, { store }: SpanLabels) {
    // The package's own `time` API converts each profile in one go on this thread; the class beneath it hands over the bare tree.
    const { TimeProfiler } = pprofBindings<Bindings>('time');
    this.#native = new TimeProfiler({
      intervalMicros: SAMPLING_INTERVAL_MICROSECONDS,
      durationMillis: longestCaptureMilliseconds,
      lineNumbers: false,
      withContexts: true,
      // The workaround sleeps for two signals (20 ms) at every collection; `collect` watches for the bug instead.
      workaroundV8Bug: false,
      collectCpuTime: true,
      collectAsyncId: false,
      useCPED: true,
      CPEDKey: store,
      isMainThread,
    });
    this.#native.start();
  }

  /** What was sampled since the last call; nothing once stopped: the native object is gone then. */
  collect(): RawTimeProfile | undefined {
    if (!this.#running) return undefined;
    const profile = this.#native.stop(true);
    if (profile.endTime - profile.startTime >= SHORTEST_JUDGED_MICROSECONDS) this.#restartIfStuck();
    return profile;
  }

  /** What labels samples with `root`; nothing once stopped. */
  hold(root: LocalRoot): ContextHolder | undefined {
    return this.#running ? this.#native.createContextHolder(root) : undefined;
  }

  stop(): void {
    if (!this.#running) return;
    this.#running = false;
    this.#native.stop(false);
    this.#native.dispose();
  }

  #restartIfStuck(): void {
    const verdict = this.#native.v8ProfilerStuckEventLoopDetected();
    this.#suspicions = verdict === 0 ? 0 : this.#suspicions + verdict;
    if (this.#suspicions < 2) return;
    this.#suspicions = 0;
    this.#native.stop(false);
    this.#native.start();
  }
}
