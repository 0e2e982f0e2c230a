import { randomUUID } from 'node:crypto';
import { eventually } from '@cortex/trace-testing';
import type { Series } from '../../platform/prometheus.ts';
import type { PlatformUnderTest } from './platform-under-test.ts';
import { sendNamedSpans } from './send-span.ts';

const PROCESSES = 6;
const SPANS_PER_PROCESS = 61;
const INVENTED = 10_000;
/** `aggregation_cardinality_limit` of the Collector's span metrics. */
const LIMIT = 1000;
const CALLS = 'traces_span_metrics_calls_total';

export function spanMetricsSuite(under: PlatformUnderTest): void {
  const callsOf = (job: string, spans: number): Promise<Series[]> =>
    eventually(
      async () => {
        const series = await under.platform.prometheus.query(`${CALLS}{job="${job}"}`);
        return series.reduce((sum, { value }) => sum + value, 0) === spans ? series : undefined;
      },
      { what: `${spans} calls of ${job} in Prometheus`, timeoutMilliseconds: 40_000 },
    );

  describe('span metrics', () => {
    under.test('count the spans of all workers and restarts of a sender that names no instance', async () => {
      const job = `workers-${randomUUID()}`;
      const names = Array<string>(SPANS_PER_PROCESS).fill('work');
      for (let pid = 1; pid <= PROCESSES; pid++) {
        const resource = { 'service.name': job, 'process.pid': String(pid), 'host.name': `host-${pid % 2}` };
        await sendNamedSpans(under.platform.urls.collector, names, resource);
      }
      expect(await callsOf(job, PROCESSES * SPANS_PER_PROCESS)).toHaveLength(1);
    });

    under.test('stay bounded for a sender that invents names, and complete for everybody else', async () => {
      const id = randomUUID();
      const { collector } = under.platform.urls;
      const invented = Array.from({ length: INVENTED }, (_, index) => `invented ${index}`);
      for (let sent = 0; sent < INVENTED; sent += LIMIT) {
        await sendNamedSpans(collector, invented.slice(sent, sent + LIMIT), { 'service.name': `bomb-${id}` });
        await sendNamedSpans(collector, [`honest ${sent}`], { 'service.name': `honest-${id}` });
      }
      const bomb = await callsOf(`bomb-${id}`, INVENTED);
      expect(bomb.length).toBeLessThanOrEqual(LIMIT + 1);
      expect(bomb.find(({ labels }) => labels.otel_metric_overflow === 'true')?.value).toBeGreaterThan(
        INVENTED - 2 * LIMIT,
      );
      expect(await callsOf(`honest-${id}`, INVENTED / LIMIT)).toHaveLength(INVENTED / LIMIT);
    });
  });
}
