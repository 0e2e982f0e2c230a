import { type Attributes, type Histogram, ValueType } from '@opentelemetry/api';

interface Series {
  record(value: number): void;
}

interface ActiveSeries {
  get?(attributes: Attributes): Series | undefined;
}

/** The private fields of the SDK's histogram that are used here. Each is checked before use; if one is missing, the histogram records as usual. */
interface StockHistogram extends Histogram {
  readonly _descriptor: { readonly valueType: ValueType };
  readonly _writableMetricStorage: {
    readonly hasAttributeProcessor: boolean;
    /** What has been measured since the last collection. Each collection replaces it. */
    readonly _deltaMetricStorage: { readonly _activeCollectionStorage: ActiveSeries | undefined };
  };
}

/**
 * Makes the SDK's histogram find the series of frozen attributes by object identity. By itself, the SDK sorts and serializes the attributes for each
 * measurement, which costs several times as much as the rest of the measurement. Other histograms are not changed, and neither is one of the SDK's
 * that stores its series in an unknown way, for example for several readers.
 */
export function rememberSeries(histogram: Histogram): Histogram {
  if (isKnown(histogram)) remember(histogram);
  return histogram;
}

function isKnown(histogram: Histogram | StockHistogram): histogram is StockHistogram {
  if (!('_writableMetricStorage' in histogram)) return false;
  const { _descriptor: descriptor, _writableMetricStorage: storage } = histogram;
  if (descriptor?.valueType !== ValueType.DOUBLE || storage?.hasAttributeProcessor !== false) return false;
  return typeof storage._deltaMetricStorage?._activeCollectionStorage?.get === 'function';
}

function remember(histogram: StockHistogram): void {
  const { record } = histogram;
  const deltas = histogram._writableMetricStorage._deltaMetricStorage;
  const known = new Map<Attributes, Series>();
  let active: ActiveSeries | undefined;
  histogram.record = (value, attributes = {}, context) => {
    if (active !== deltas._activeCollectionStorage) {
      active = deltas._activeCollectionStorage;
      known.clear();
    }
    const series = known.get(attributes);
    if (series !== undefined && typeof value === 'number' && value >= 0) return series.record(value);
    record.call(histogram, value, attributes, context);
    if (series !== undefined || !Object.isFrozen(attributes)) return;
    const added = active?.get?.(attributes);
    if (typeof added?.record === 'function') known.set(attributes, added);
  };
}
