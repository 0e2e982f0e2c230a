import {
  type Attributes,
  type BatchObservableResult,
  diag,
  type HrTime,
  type Observable,
  type ObservableResult,
  ValueType,
} from '@opentelemetry/api';
import { millisToHrTime } from '@opentelemetry/core';
import type { MetricData, MetricProducer, ResourceMetrics, ScopeMetrics } from '@opentelemetry/sdk-metrics';

type Values = Map<Attributes, number>;

/** The private parts of the SDK that are used here. */
interface Collector {
  readonly _sharedState: Pick<ResourceMetrics, 'resource'> & { readonly meterSharedStates: Map<string, Meter> };
}

interface Meter {
  readonly _instrumentationScope: ScopeMetrics['scope'];
  readonly observableRegistry: {
    readonly _callbacks: { callback(result: ObservableResult): unknown; instrument: Instrument }[];
    readonly _batchCallbacks: { callback(result: BatchObservableResult): unknown }[];
  };
  readonly metricStorageRegistry: { getStorages(collector: Collector): Storage[] };
}

interface Storage {
  collect(collector: Collector, time: HrTime): MetricData | undefined;
}

interface Instrument {
  readonly _descriptor: { readonly valueType: ValueType };
  readonly _metricStorages: { record(values: Values, time: HrTime): void }[];
}

/**
 * Collects all metrics before it returns. The SDK's readers and producers collect only through promises, and once a process exits nothing that awaits
 * one continues. That is why this reads private parts. What callbacks observe asynchronously is missing. @throws when the SDK has other private parts
 */
export function collectNow(producer: MetricProducer): ResourceMetrics {
  const collector = producer as unknown as Collector;
  const { resource, meterSharedStates } = collector._sharedState;
  const time = millisToHrTime(Date.now());
  const scopeMetrics = [...meterSharedStates.values()].map((meter) => {
    observe(meter, time);
    const metrics = meter.metricStorageRegistry
      .getStorages(collector)
      .map((storage) => storage.collect(collector, time));
    return { scope: meter._instrumentationScope, metrics: metrics.filter((metric) => metric !== undefined) };
  });
  return { resource, scopeMetrics: scopeMetrics.filter(({ metrics }) => metrics.length > 0) };
}

function observe({ observableRegistry: { _callbacks, _batchCallbacks } }: Meter, time: HrTime): void {
  const observed = new Map<Instrument, Values>();
  const note = (instrument: Instrument, value: number, attributes: Attributes = {}) => {
    const values = observed.get(instrument) ?? new Map();
    observed.set(instrument, values.set(attributes, ofType(instrument, value)));
  };
  for (const { callback, instrument } of _callbacks)
    ask(callback, { observe: (value, attributes) => note(instrument, value, attributes) });
  for (const { callback } of _batchCallbacks)
    ask(callback, {
      observe: (of: Observable, value, attributes) => note(of as unknown as Instrument, value, attributes),
    });
  for (const [{ _metricStorages }, values] of observed)
    for (const storage of _metricStorages) storage.record(values, time);
}

/** Calls a callback. As in the SDK, one that throws does not affect the others. */
function ask<Result>(callback: (result: Result) => unknown, result: Result): void {
  try {
    void callback(result);
  } catch (error) {
    diag.debug('an observable callback threw', error);
  }
}

function ofType({ _descriptor }: Instrument, value: number): number {
  return _descriptor.valueType === ValueType.INT ? Math.trunc(value) : value;
}
