import {
  ATTR_ENDPOINT,
  ATTR_RESOURCE,
  METRIC_ACTIVE_STREAMS,
  METRIC_SSE_CONNECTIONS,
  METRIC_STREAM_REQUESTS_TOTAL,
} from './contract.ts';
import { observedCounter, observedUpDownCounter, type Series } from './instruments.ts';

/** A connection with server-sent events is open. @param endpoint pattern of the route @returns what to call once it is closed */
export function sseConnectionOpened(endpoint: string): () => void {
  return countOne(observedUpDownCounter(METRIC_SSE_CONNECTIONS).series({ [ATTR_ENDPOINT]: endpoint }));
}

/**
 * Counts the streams of a resource, from the start, so that none is seen as none.
 * @param resource its name
 * @returns what to call when a stream opens; that returns what to call once it is closed
 */
export function resourceStreams(resource: string): () => () => void {
  const labels = { [ATTR_RESOURCE]: resource };
  const requests = observedCounter(METRIC_STREAM_REQUESTS_TOTAL).series(labels);
  const active = observedUpDownCounter(METRIC_ACTIVE_STREAMS).series(labels);
  return () => {
    requests.value += 1;
    return countOne(active);
  };
}

function countOne(series: Series): () => void {
  series.value += 1;
  return () => {
    series.value -= 1;
  };
}
