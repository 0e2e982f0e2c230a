import type { Backends } from '../backends/backends.ts';
import type { Series } from '../backends/prometheus.ts';
import { grown } from './grown.ts';

/** Who calls whom. */
export interface Edge {
  from: string;
  to: string;
  /** In the time asked for. */
  calls: number;
  /** Undefined where only Jaeger knows. */
  failures: number | undefined;
  p95Milliseconds: number | undefined;
}

/** By the service graph's metrics; where there are none, by Jaeger, which knows only how often. */
export async function serviceMap({ prometheus, jaeger }: Backends, seconds: number): Promise<Edge[]> {
  const sumOf = (metric: string, by = 'client, server') => grown(`traces_service_graph_${metric}`, { seconds, by });
  const [calls, failed, p95s] = await Promise.all([
    prometheus.query(sumOf('request_total')),
    prometheus.query(sumOf('request_failed_total')),
    prometheus.query(`histogram_quantile(0.95, ${sumOf('request_server_seconds_bucket', 'client, server, le')})`),
  ]);
  if (calls.length === 0) {
    const known = await jaeger.calls(seconds * 1000);
    return known.map(({ parent, child, callCount }) => ({
      from: parent,
      to: child,
      calls: callCount,
      failures: undefined,
      p95Milliseconds: undefined,
    }));
  }
  const [failures, p95] = [byEdge(failed), byEdge(p95s)];
  return calls
    .filter(({ value }) => value > 0)
    .map(({ labels, value }) => {
      const seconds = p95.get(edgeOf(labels));
      return {
        from: labels.client ?? '',
        to: labels.server ?? '',
        calls: Math.round(value),
        failures: Math.round(failures.get(edgeOf(labels)) ?? 0),
        p95Milliseconds: seconds === undefined || Number.isNaN(seconds) ? undefined : Math.round(seconds * 1e6) / 1000,
      };
    })
    .sort((a, b) => b.calls - a.calls);
}

const edgeOf = ({ client, server }: Record<string, string>): string => JSON.stringify([client, server]);

function byEdge(series: Series[]): Map<string, number> {
  return new Map(series.map(({ labels, value }) => [edgeOf(labels), value]));
}
