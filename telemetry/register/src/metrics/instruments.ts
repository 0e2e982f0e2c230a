import { rememberSeries } from '@cortex/instrumentation-mcp/internal';
import { type Histogram, type MeterProvider, type MetricOptions, metrics } from '@opentelemetry/api';
import { ObservedMetric } from './observed.ts';

const METER = '@cortex/telemetry';

type Kind = 'Counter' | 'UpDownCounter' | 'Gauge';

/** Creates the instruments of declared metrics. */
export interface Instruments<Name extends string> {
  /** A histogram. Recording is cheapest with frozen attributes. */
  histogram(name: Name): Histogram;
  /** A counter, which never decreases. */
  observedCounter(name: Name): ObservedMetric;
  /** A count that goes up and down, and that can be summed over processes. */
  observedUpDownCounter(name: Name): ObservedMetric;
  /** A value that cannot be summed over processes. */
  observedGauge(name: Name): ObservedMetric;
}

/** The observed metrics of each provider by name. Two observables with one name would report each other's series as their own. */
const known = new WeakMap<MeterProvider, Map<string, ObservedMetric>>();

/** @param options the options of each metric, such as the `METRIC_OPTIONS` that `npm run contract` generates */
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
