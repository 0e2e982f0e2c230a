import { jest } from '@jest/globals';
import { LoggerProvider } from '@opentelemetry/sdk-logs';
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider } from '@opentelemetry/sdk-metrics';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import { PushReader } from '../push/push-reader.ts';
import { CountingLogProcessor } from './log-processor.ts';
import { CountingSpanProcessor } from './span-processor.ts';

/** An exporter to a Collector that answers only when `answer` is called. */
class HangingExporter {
  exports = 0;
  readonly #answered = Promise.withResolvers<void>();

  export(_: unknown, done: (result: { code: number }) => void): void {
    this.exports += 1;
    void this.#answered.promise.then(() => done({ code: 0 }));
  }

  answer(): void {
    this.#answered.resolve();
  }

  forceFlush(): Promise<void> {
    return this.#answered.promise;
  }

  async shutdown(): Promise<void> {}
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const SIGNALS = {
  spans(exporter: HangingExporter) {
    const processor = new CountingSpanProcessor(exporter);
    new TracerProvider({ spanProcessors: [processor] }).getTracer('test').startSpan('one').end();
    return processor;
  },
  'log records'(exporter: HangingExporter) {
    const processor = new CountingLogProcessor(exporter);
    new LoggerProvider({ processors: [processor] }).getLogger('test').emit({ body: 'one' });
    return processor;
  },
  metrics(exporter: HangingExporter) {
    const whole = Object.assign(new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE), {
      export: exporter.export.bind(exporter),
      forceFlush: exporter.forceFlush.bind(exporter),
    });
    const reader = new PushReader({ exporter: whole });
    new MeterProvider({ readers: [reader] }).getMeter('test').createCounter('one').add(1);
    return reader;
  },
};

describe.each(Object.keys(SIGNALS) as (keyof typeof SIGNALS)[])('an export of %s that is not answered', (signal) => {
  /** The timer of the reader's interval, which does not keep a process alive. */
  const lasting = signal === 'metrics' ? 1 : 0;

  test.each(['forceFlush', 'shutdown'] as const)('is awaited by %s, with no timer left after 100 ms', async (end) => {
    const exporter = new HangingExporter();
    const sender = SIGNALS[signal](exporter);
    let isOver = false;
    const ended = sender[end]().then(() => {
      isOver = true;
    });
    await jest.advanceTimersByTimeAsync(100);
    expect(exporter.exports).toBe(1);
    expect(jest.getTimerCount()).toBe(end === 'shutdown' ? 0 : lasting);
    expect(isOver).toBe(false);
    exporter.answer();
    await ended;
  });
});
