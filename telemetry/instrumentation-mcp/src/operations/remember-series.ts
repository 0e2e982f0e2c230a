import { type Attributes, type Histogram, ValueType } from '@opentelemetry/api';

interface Series {
  record(value: number): void;
}

interface ActiveSeries {
  get?(attributes: Attributes): Series | undefined;
}

/** The private fields of the SDK's histogram that are needed here. Each is looked for before it is used; without one of them the histogram records as usual. */
interface StockHistogram extends Histogram {
  readonly _descriptor: { readonly valueType: ValueType };
  readonly _writableMetricStorage: {
    readonly hasAttributeProcessor: boolean;
    /** What has been measured since the last collection, at which another takes its place. */
    readonly _deltaMetricStorage: { readonly _activeCollectionStorage: ActiveSeries | undefined };
  };
}

/**
 * Has the SDK's histogram find the series of frozen attributes by the object that they are. By itself the SDK sorts the attributes and makes
 * a text of them for each measurement, which costs several times what the rest of the measurement does. Any other histogram stays as it is,
 * and so does one of the SDK's that keeps its series in another way than is known here, as where several readers collect in turns.
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
