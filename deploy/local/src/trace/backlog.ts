import { counted } from '@cortex/console/model';
import { z } from 'zod';
import { fetchFault } from '../console/fetch-fault.ts';

const TIMEOUT_MILLISECONDS = 3_000;
/** Of the newest process of the Collector: one that was restarted is still in the last minute as another instance. */
const QUERY = `sum(
  last_over_time(otelcol_exporter_queue_size{exporter=~".*jaeger.*"}[1m])
  and on (job, instance) bottomk(1, last_over_time(otelcol_process_uptime_seconds_total[1m]))
)`;

const Answer = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});

/**
 * How much the Collector holds for Jaeger, as a sentence; undefined when it holds nothing.
 * @param prometheus has the Collector's own metrics; undefined where none is known
 */
export async function backlog(prometheus: string | undefined): Promise<string | undefined> {
  if (prometheus === undefined) return undefined;
  try {
    const waiting = await askQueueSize(prometheus);
    if (waiting === undefined) return `Prometheus at ${prometheus} has not heard of the Collector for a minute.`;
    return waiting === 0 ? undefined : `The Collector holds ${counted(waiting, 'span')} that Jaeger has not taken yet.`;
  } catch (error) {
    return `How much the Collector holds for Jaeger is unknown: Prometheus at ${prometheus} could not be asked (${fetchFault(error)}).`;
  }
}

async function askQueueSize(prometheus: string): Promise<number | undefined> {
  const address = new URL('/api/v1/query', prometheus);
  address.search = new URLSearchParams({ query: QUERY }).toString();
  const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  const { data } = Answer.parse(await response.json());
  const [sample] = data.result;
  return sample === undefined ? undefined : Number(sample.value[1]);
}
