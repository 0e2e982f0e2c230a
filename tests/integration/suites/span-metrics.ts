import { randomUUID } from 'node:crypto';
import { eventually } from '@cortex/trace-testing';
import type { Series } from '../../platform/prometheus.ts';
import type { PlatformUnderTest } from './platform-under-test.ts';
import { sendNamedSpans } from './send-span.ts';

const PROCESSES = 6;
const SPANS_PER_PROCESS = 61;
const REQUESTS_PER_PROCESS = 5;
const INVENTED = 10_000;
const INVENTED_PER_REQUEST = 1000;
/** `max_combinations_per_sender` of the Collector's span_admission. */
const LIMIT = 1500;
const OTHER = '(other)';
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
    under.test('count the spans of all workers and restarts of a sender without an instance id', async () => {
      const job = `workers-${randomUUID()}`;
      const { prometheus, urls } = under.platform;
      const names = Array<string>(SPANS_PER_PROCESS).fill('work');
      const send = async (pid: number) => {
        const resource = { 'service.name': job, 'process.pid': String(pid), 'host.name': `host-${pid % 2}` };
        for (let sent = 0; sent < REQUESTS_PER_PROCESS; sent++) await sendNamedSpans(urls.collector, names, resource);
      };
      const sendFromAll = () => Promise.all(Array.from({ length: PROCESSES }, (_, pid) => send(pid)));
      const spans = PROCESSES * SPANS_PER_PROCESS * REQUESTS_PER_PROCESS;
      await sendFromAll();
      expect(await callsOf(job, spans)).toHaveLength(1);
      await sendFromAll();
      expect(await callsOf(job, 2 * spans)).toHaveLength(1);

      // A rate takes a value below the previous one for a restart, and all of it for new spans.
      const [resets] = await prometheus.query(`resets(${CALLS}{job="${job}"}[5m])`);
      const [rate] = await prometheus.query(`rate(${CALLS}{job="${job}"}[5m]) * 300`);
      expect(resets?.value).toBe(0);
      expect(rate?.value).toBeGreaterThanOrEqual(spans);
    });

    under.test('stay bounded for a sender that invents names, and complete for all others', async () => {
      const id = randomUUID();
      const { collector } = under.platform.urls;
      const invented = Array.from({ length: INVENTED }, (_, index) => `invented ${index}`);
      for (let sent = 0; sent < INVENTED; sent += INVENTED_PER_REQUEST) {
        const names = invented.slice(sent, sent + INVENTED_PER_REQUEST);
        await sendNamedSpans(collector, names, { 'service.name': `bomb-${id}` });
        await sendNamedSpans(collector, [`honest ${sent}`], { 'service.name': `honest-${id}` });
      }
      const bomb = await callsOf(`bomb-${id}`, INVENTED);
      expect(bomb).toHaveLength(LIMIT + 1);
      const others = bomb.filter(({ labels }) => labels.otel_metric_overflow === 'true');
      expect(others).toMatchObject([{ labels: { span_name: OTHER }, value: INVENTED - LIMIT }]);
      expect(await callsOf(`honest-${id}`, INVENTED / INVENTED_PER_REQUEST)).toHaveLength(
        INVENTED / INVENTED_PER_REQUEST,
      );
    });
  });
}
