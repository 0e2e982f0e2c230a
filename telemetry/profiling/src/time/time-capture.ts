import { performance } from 'node:perf_hooks';
import { Slices } from '../slices.ts';
import type { LocalRoot } from '../spans/local-root.ts';
import type { ContextHolder, SpanLabels } from '../spans/span-labels.ts';
import { Pace } from './pace.ts';
import { TimeSamples } from './time-samples.ts';
import { WallProfiler } from './wall-profiler.ts';

/** Samples CPU and wall time without gaps, and merges the native profiles as they are collected. */
export class TimeCapture {
  readonly #profiler: WallProfiler;
  readonly #pace = new Pace();
  readonly #slices = new Slices();
  #samples = new TimeSamples();
  #merging = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(labels: SpanLabels) {
    this.#profiler = new WallProfiler(Pace.longestMilliseconds, labels);
    this.#schedule();
  }

  hold(root: LocalRoot): ContextHolder | undefined {
    return this.#profiler.hold(root);
  }

  /** Returns everything that was sampled since the last call. */
  async take(): Promise<TimeSamples> {
    this.#collect();
    const samples = this.#samples;
    this.#samples = new TimeSamples();
    await this.#merging;
    return samples;
  }

  /** Ends the sampling, and returns the last samples. */
  async stop(): Promise<TimeSamples> {
    clearTimeout(this.#timer);
    const samples = this.take();
    this.halt();
    return samples;
  }

  /** Ends the sampling; what was sampled since the last collection is lost. */
  halt(): void {
    this.#profiler.stop();
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      this.#collect();
      this.#schedule();
    }, this.#pace.milliseconds).unref();
  }

  #collect(): void {
    const start = performance.now();
    const profile = this.#profiler.collect();
    if (!profile) return;
    this.#pace.took(performance.now() - start);
    const samples = this.#samples;
    this.#merging = this.#merging.then(() => samples.add(profile, this.#slices));
  }
}
