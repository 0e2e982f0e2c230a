import { METRIC_MCP_SERVER_OPERATION_DURATION } from '@cortex/signals/contract';
import type { Backends } from '../backends/backends.ts';
import type { Series } from '../backends/prometheus.ts';
import { grown } from '../model/metrics/promql.ts';
import { serviceOf } from '../model/services/job.ts';
import { type MapEdge, UNSEEN_CALLER } from '../model/services/map.ts';

/** Milliseconds since the epoch. */
interface Time {
  begin: number;
  end: number;
}

const MCP_CALLS = `${METRIC_MCP_SERVER_OPERATION_DURATION.replaceAll('.', '_')}_seconds_count`;
/** The service graph connector's names for the kinds of nodes without spans. */
const KINDS: Record<string, MapEdge['kind']> = { database: 'database', virtual_node: 'outside' };

/** Edges from the service graph's metrics, or else from Jaeger, which has only the numbers of calls. The busiest first. */
export async function serviceMap({ prometheus, jaeger }: Backends, { begin, end }: Time): Promise<MapEdge[]> {
  const seconds = Math.max(1, Math.round((end - begin) / 1000));
  const ask = (expression: string) => prometheus.query(expression, end);
  const sumOf = (metric: string, by = 'client, server') => grown(`traces_service_graph_${metric}`, { seconds, by });
  const [calls, failed, p95s, mcp] = await Promise.all([
    ask(sumOf('request_total', 'client, server, connection_type')),
    ask(sumOf('request_failed_total')),
    ask(`histogram_quantile(0.95, ${sumOf('request_server_seconds_bucket', 'client, server, le')})`),
    ask(grown(MCP_CALLS, { seconds, by: 'job, cortex_mcp_client_name' })),
  ]);
  if (calls.length === 0) return (await jaeger.calls({ begin, end })).map(edgeOfJaeger);
  const [failures, p95, mcpCalls] = [byEdge(failed), byEdge(p95s), byEdge(mcp.map(asEdge))];
  return calls
    .filter(({ value }) => value > 0)
    .map(({ labels, value }) => {
      const { client: from = '', server: to = '', connection_type = '' } = labels;
      const seconds = p95.get(keyOf(labels)) ?? Number.NaN;
      return {
        from,
        to,
        kind: from === UNSEEN_CALLER ? ('service' as const) : (KINDS[connection_type] ?? 'service'),
        calls: Math.round(value),
        mcpCalls: Math.round(mcpCalls.get(keyOf(labels)) ?? 0),
        failures: Math.round(failures.get(keyOf(labels)) ?? 0),
        p95Milliseconds: Number.isNaN(seconds) ? undefined : Math.round(seconds * 1e6) / 1000,
      };
    })
    .sort((a, b) => b.calls - a.calls);
}

function edgeOfJaeger({ parent, child, callCount }: { parent: string; child: string; callCount: number }): MapEdge {
  return {
    from: parent,
    to: child,
    kind: 'service',
    calls: callCount,
    mcpCalls: 0,
    failures: undefined,
    p95Milliseconds: undefined,
  };
}

function asEdge({ labels: { job = '', cortex_mcp_client_name: client = '' }, value }: Series): Series {
  return { labels: { client, server: serviceOf(job) }, value };
}

const keyOf = ({ client, server }: Record<string, string>): string => JSON.stringify([client, server]);

function byEdge(series: Series[]): Map<string, number> {
  return new Map(series.map(({ labels, value }) => [keyOf(labels), value]));
}
