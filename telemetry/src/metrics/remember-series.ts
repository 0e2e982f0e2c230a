import type { Attributes, Histogram } from '@opentelemetry/api';

interface Accumulation {
  record(value: number): void;
}

interface ActiveSeries {
  get(attributes: Attributes): Accumulation | undefined;
}

/** Where the SDK records what its readers have not collected yet. */
interface Deltas {
  /** Replaced at each collection. */
  _activeCollectionStorage: ActiveSeries;
  record(value: number, attributes: Attributes, time: number): void;
}

interface Storage {
  _deltaMetricStorage?: Partial<Deltas>;
  /** One for each reader, where there are several. */
  _backingStorages?: Storage[];
}

const remembering = new WeakSet<object>();

/**
 * Has the SDK's histogram find the series of frozen attributes by the object that they are. By itself the SDK sorts the attributes and makes
 * a text of them for each measurement, which costs several times what the rest of the measurement does. Any other histogram stays as it is.
 */
export function rememberSeries(histogram: Histogram): Histogram {
  const storage = (histogram as { _writableMetricStorage?: Storage })._writableMetricStorage;
  for (const { _deltaMetricStorage: deltas } of storage?._backingStorages ?? [storage ?? {}])
    if (isDeltas(deltas) && !remembering.has(deltas)) remember(deltas);
  return histogram;
}

function isDeltas(deltas: Partial<Deltas> | undefined): deltas is Deltas {
  return typeof deltas?.record === 'function' && typeof deltas._activeCollectionStorage?.get === 'function';
}

function remember(deltas: Deltas): void {
  remembering.add(deltas);
  let among = deltas._activeCollectionStorage;
  let known = new WeakMap<Attributes, Accumulation>();
  const { record } = deltas;
  deltas.record = (value, attributes, time) => {
    if (deltas._activeCollectionStorage !== among) {
      among = deltas._activeCollectionStorage;
      known = new WeakMap();
    }
    const found = known.get(attributes);
    if (found !== undefined) return found.record(value);
    record.call(deltas, value, attributes, time);
    if (!Object.isFrozen(attributes)) return;
    const series = among.get(attributes);
    if (series !== undefined) known.set(attributes, series);
  };
}
