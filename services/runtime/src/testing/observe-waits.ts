import { type MetricHarness, startMetricHarness, startTraceHarness, type TraceHarness } from '@cortex/trace-testing';
import { trace } from '@opentelemetry/api';

export interface WaitObserver {
  /** Does work in a span, and gives the waits that the span shows: `reason target`. */
  during(work: () => Promise<unknown>): Promise<string[]>;
  /** Waits that were counted so far. */
  counted(reason: string, target: string): Promise<number | undefined>;
  readonly traces: TraceHarness;
  stop(): Promise<void>;
}

/** Spans and metrics of a test's own, for what they say about waiting. Start it before what is tested. */
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

/** Resolves when what waits already has waited long enough for it to be shown. */
export async function aWhile(): Promise<void> {
  await new Promise(setImmediate);
  const started = performance.now();
  while (performance.now() - started < 2) await new Promise(setImmediate);
}

/** Work that ends when the test says so. */
export function heldWork() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { work: () => promise, end: resolve };
}
