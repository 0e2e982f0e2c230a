import { BackendError, PrometheusClient, spansInQueue } from '@cortex/console/backends';
import { counted } from '@cortex/console/model';

const TIMEOUT_MILLISECONDS = 3_000;

/**
 * Says in a sentence how much the Collector holds for Jaeger; undefined if it holds nothing.
 * @param prometheus URL of the Prometheus with the Collector's own metrics; undefined if none is known
 */
export async function backlog(prometheus: string | undefined): Promise<string | undefined> {
  if (prometheus === undefined) return undefined;
  const client = new PrometheusClient({
    backend: 'prometheus',
    url: prometheus,
    variable: 'CORTEX_PROMETHEUS_URL',
    timeoutMilliseconds: TIMEOUT_MILLISECONDS,
  });
  try {
    const waiting = await spansInQueue(client);
    if (waiting === undefined) return `Prometheus at ${prometheus} has had no metrics from the Collector for a minute.`;
    return waiting === 0
      ? undefined
      : `The Collector holds ${counted(waiting, 'span')} that Jaeger has not received yet.`;
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    return `How much the Collector holds for Jaeger is unknown: ${error.message}`;
  }
}
