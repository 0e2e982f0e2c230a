import { metrics, type ObservableResult } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import {
  ATTR_OTEL_SPAN_PARENT_ORIGIN,
  ATTR_OTEL_SPAN_SAMPLING_RESULT,
  METRIC_OPTIONS,
  METRIC_OTEL_SDK_SPAN_LIVE,
  METRIC_OTEL_SDK_SPAN_STARTED,
} from '../../contract.ts';

type Origin = 'none' | 'local' | 'remote';

const RECORDED = { [ATTR_OTEL_SPAN_SAMPLING_RESULT]: 'RECORD_AND_SAMPLE' };

/** Counts recorded spans for `otel.sdk.span.*`. The SDK's own metrics record three measurements per span, which cost as much as the span itself. */
export class SpanCounts {
  readonly #started: Record<Origin, number> = { none: 0, local: 0, remote: 0 };
  #ended = 0;

  constructor() {
    const meter = metrics.getMeter('@cortex/telemetry');
    meter
      .createObservableCounter(METRIC_OTEL_SDK_SPAN_STARTED, METRIC_OPTIONS[METRIC_OTEL_SDK_SPAN_STARTED])
      .addCallback((result) => this.#observeStarted(result));
    meter
      .createObservableUpDownCounter(METRIC_OTEL_SDK_SPAN_LIVE, METRIC_OPTIONS[METRIC_OTEL_SDK_SPAN_LIVE])
      .addCallback((result) => result.observe(this.#total() - this.#ended, RECORDED));
  }

  start({ parentSpanContext }: ReadableSpan): void {
    this.#started[originOf(parentSpanContext)] += 1;
  }

  end(): void {
    this.#ended += 1;
  }

  #observeStarted(result: ObservableResult): void {
    for (const [origin, count] of Object.entries(this.#started))
      result.observe(count, { ...RECORDED, [ATTR_OTEL_SPAN_PARENT_ORIGIN]: origin });
  }

  #total(): number {
    const { none, local, remote } = this.#started;
    return none + local + remote;
  }
}

function originOf(parent: ReadableSpan['parentSpanContext']): Origin {
  if (parent === undefined) return 'none';
  return parent.isRemote ? 'remote' : 'local';
}
