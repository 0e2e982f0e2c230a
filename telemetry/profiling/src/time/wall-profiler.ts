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

/** The time between two samples: 100 samples per second. */
export const SAMPLING_INTERVAL_MICROSECONDS = 10_000;

/**
 * Shorter captures are not checked for a stuck profiler. A capture without samples counts as stuck, but a very short one (between two exports in a row)
 * may well have none. A needless restart would block the event loop for 60 to 90 ms, because V8 then lists all code.
 */
const SHORTEST_JUDGED_MICROSECONDS = 50 * SAMPLING_INTERVAL_MICROSECONDS;

/** Runs V8's sampling profiler on this thread, with the CPU time and the local root of every sample. */
export class WallProfiler {
  readonly #native: NativeProfiler;
  #suspicions = 0;
  #running = true;

  /** `longestCaptureMilliseconds` sizes the native sample buffer: samples beyond twice that time are lost. */
  constructor(longestCaptureMilliseconds: number, { store }: SpanLabels) {
    // The package's own `time` API converts each profile on this thread without a pause; the class beneath it returns the plain tree.
    const { TimeProfiler } = pprofBindings<Bindings>('time');
    this.#native = new TimeProfiler({
      intervalMicros: SAMPLING_INTERVAL_MICROSECONDS,
      durationMillis: longestCaptureMilliseconds,
      lineNumbers: false,
      withContexts: true,
      // The workaround sleeps for two sampling intervals (20 ms) at every collection; `collect` watches for the bug instead.
      workaroundV8Bug: false,
      collectCpuTime: true,
      collectAsyncId: false,
      useCPED: true,
      CPEDKey: store,
      isMainThread,
    });
    this.#native.start();
  }

  /** Returns what was sampled since the last call; undefined once stopped, because the native object is gone then. */
  collect(): RawTimeProfile | undefined {
    if (!this.#running) return undefined;
    const profile = this.#native.stop(true);
    if (profile.endTime - profile.startTime >= SHORTEST_JUDGED_MICROSECONDS) this.#restartIfStuck();
    return profile;
  }

  /** Creates the object that labels samples with `root`; undefined once stopped. */
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
