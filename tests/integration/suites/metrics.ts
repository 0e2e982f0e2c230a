import { eventually } from '@cortex/trace-testing';
import type { PlatformUnderTest } from './platform-under-test.ts';
import { OTHERS, SERVICES } from './services.ts';

export function metricsSuite(under: PlatformUnderTest): void {
  const numberOf = (expression: string) =>
    eventually(async () => (await under.platform.prometheus.query(expression))[0]?.value || undefined, {
      what: expression,
      timeoutMilliseconds: 30_000,
    });

  describe('metrics', () => {
    under.test('Prometheus has the request under the names of the guide', async () => {
      await under.trace();
      expect(await numberOf('http_requests_total{job="core-api",endpoint="/input",status="202"}')).toBeGreaterThan(0);
      expect(
        await numberOf(
          'mcp_server_operation_duration_seconds_count{job="memory-service",gen_ai_tool_name="store_input"}',
        ),
      ).toBeGreaterThan(0);
    });

    under.test('Prometheus reaches every service and backend, and the console', async () => {
      const all = SERVICES.length + OTHERS.length;
      expect(await numberOf(`count(up == 1) == ${all}`)).toBe(all);
    });

    under.test('the Collector derives metrics from spans, with exemplars that link to traces', async () => {
      await under.trace();
      expect(await numberOf('sum(traces_span_metrics_calls_total{service_name="core-api"})')).toBeGreaterThan(0);
      const exemplar = await eventually(
        async () => (await under.platform.prometheus.exemplars('traces_span_metrics_duration_seconds_bucket'))[0],
        { what: 'an exemplar of the span metrics', timeoutMilliseconds: 30_000 },
      );
      expect(exemplar).toEqual(expect.objectContaining({ trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) }));
    });
  });
}
