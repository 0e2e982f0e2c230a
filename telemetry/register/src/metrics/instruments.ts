import { rememberSeries } from '@cortex/instrumentation-mcp/internal';
import { type Histogram, type MeterProvider, type MetricOptions, metrics } from '@opentelemetry/api';
import { ObservedMetric } from './observed.ts';

const METER = '@cortex/telemetry';

type Kind = 'Counter' | 'UpDownCounter' | 'Gauge';

/** Makes the instruments of declared metrics. */
export interface Instruments<Name extends string> {
  /** Frozen attributes cost a histogram least. */
  histogram(name: Name): Histogram;
  /** A counter that never decreases. */
  observedCounter(name: Name): ObservedMetric;
  /** Counts what is there, up and down; adds up over processes. */
  observedUpDownCounter(name: Name): ObservedMetric;
  /** Says how something is. */
  observedGauge(name: Name): ObservedMetric;
}

/** Two observables of one name would take each other's series for their own. */
const known = new WeakMap<MeterProvider, Map<string, ObservedMetric>>();

/** @param options what to create each metric with, such as the `METRIC_OPTIONS` that `npm run contract` writes */
export function instruments<Name extends string>(options: Record<Name, MetricOptions>): Instruments<Name> {
  const observed = (name: Name, kind: Kind): ObservedMetric => {
    const provider = metrics.getMeterProvider();
    const ofProvider = known.get(provider) ?? new Map<string, ObservedMetric>();
    known.set(provider, ofProvider);
    const create = () => new ObservedMetric(provider.getMeter(METER)[`createObservable${kind}`](name, options[name]));
    const metric = ofProvider.get(name) ?? create();
    ofProvider.set(name, metric);
    return metric;
  };
  return {
    histogram: (name) => rememberSeries(metrics.getMeter(METER).createHistogram(name, options[name])),
    observedCounter: (name) => observed(name, 'Counter'),
    observedUpDownCounter: (name) => observed(name, 'UpDownCounter'),
    observedGauge: (name) => observed(name, 'Gauge'),
  };
}
