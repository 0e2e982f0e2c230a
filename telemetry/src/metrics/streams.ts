import {
  ATTR_ENDPOINT,
  ATTR_RESOURCE,
  METRIC_ACTIVE_STREAMS,
  METRIC_SSE_CONNECTIONS,
  METRIC_STREAM_REQUESTS_TOTAL,
} from '../contract.ts';
import { observedCounter, observedUpDownCounter, type Series } from './observed.ts';

/** A connection with server-sent events is open. @param endpoint pattern of the route @returns what to call once it is closed */
export function sseConnectionOpened(endpoint: string): () => void {
  return countOne(observedUpDownCounter(METRIC_SSE_CONNECTIONS).series({ [ATTR_ENDPOINT]: endpoint }));
}

/** A stream of a resource is open. @param resource its name @returns what to call once it is closed */
export function resourceStreamOpened(resource: string): () => void {
  const labels = { [ATTR_RESOURCE]: resource };
  observedCounter(METRIC_STREAM_REQUESTS_TOTAL).series(labels).value += 1;
  return countOne(observedUpDownCounter(METRIC_ACTIVE_STREAMS).series(labels));
}

function countOne(series: Series): () => void {
  series.value += 1;
  return () => {
    series.value -= 1;
  };
}
