import { type MetricHarness, startMetricHarness, startTraceHarness, type TraceHarness } from '@cortex/trace-testing';
import { trace } from '@opentelemetry/api';

export interface WaitObserver {
  /** Runs work in a span, and returns the waits that the span recorded, as `reason target`. */
  during(work: () => Promise<unknown>): Promise<string[]>;
  /** How many waits the metrics have counted so far. */
  counted(reason: string, target: string): Promise<number | undefined>;
  readonly traces: TraceHarness;
  stop(): Promise<void>;
}

/** Collects the spans and metrics of a test, for what they record about waiting. Start it before the code under test. */
export function observeWaits(): WaitObserver {
  const traces = startTraceHarness();
  const metrics: MetricHarness = startMetricHarness();
  let spans = 0;
  return {
    traces,
    async during(work) {
      spans += 1;
      const name = `work ${spans}`;
      await trace.getTracer('test').startActiveSpan(name, (span) => work().finally(() => span.end()));
      const found = traces.traces().flatMap((found) => found.spans.filter((span) => span.name === name));
      return found.flatMap(({ events }) => events).map(describe);
    },
    counted: (reason, target) => metrics.value('wait.duration', { 'wait.reason': reason, 'wait.target': target }),
    stop: async () => {
      await traces.stop();
      await metrics.stop();
    },
  };
}

function describe({ attributes }: { attributes: Readonly<Record<string, unknown>> }): string {
  const { 'wait.reason': reason, 'wait.target': target, 'wait.duration': seconds } = attributes;
  if (typeof seconds !== 'number' || seconds <= 0) throw new Error(`expected seconds above 0, came ${seconds}`);
  return `${reason} ${target}`;
}

/** Resolves when a wait that has already begun is long enough to be recorded. */
export async function aWhile(): Promise<void> {
  await new Promise(setImmediate);
  const started = performance.now();
  while (performance.now() - started < 2) await new Promise(setImmediate);
}

/** Work that the test ends. */
export function heldWork() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { work: () => promise, end: resolve };
}
