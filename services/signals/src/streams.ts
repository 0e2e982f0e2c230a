import {
  ATTR_ENDPOINT,
  ATTR_RESOURCE,
  METRIC_ACTIVE_STREAMS,
  METRIC_SSE_CONNECTIONS,
  METRIC_STREAM_REQUESTS_TOTAL,
} from './contract.ts';
import { observedCounter, observedUpDownCounter, type Series } from './instruments.ts';

/** Counts an open connection with server-sent events. @param endpoint the pattern of the route @returns a function to call once it is closed */
export function sseConnectionOpened(endpoint: string): () => void {
  return countOne(observedUpDownCounter(METRIC_SSE_CONNECTIONS).series({ [ATTR_ENDPOINT]: endpoint }));
}

/**
 * Counts the streams of a resource, starting with 0, so that a resource without streams has a series too.
 * @param resource its name
 * @returns a function to call when a stream opens, which returns one to call once it is closed
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
