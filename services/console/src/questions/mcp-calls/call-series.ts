import { METRIC_MCP_CLIENT_OPERATION_DURATION, METRIC_MCP_SERVER_OPERATION_DURATION } from '@cortex/signals/contract';
import type { Series } from '../../backends/prometheus.ts';
import { type CallGroup, type CallKey, isFailure, type Side } from '../../model/mcp-calls/group.ts';
import { nameOfServer } from '../../model/mcp-calls/spans.ts';
import type { Bucket } from '../../model/metrics/histogram.ts';
import { jobsOf, quoted } from '../../model/metrics/promql.ts';
import { serviceOf } from '../../model/services/job.ts';
import { boundOf } from '../bound-of.ts';
import type { CallsQuestion } from './question.ts';

const METRICS = { server: METRIC_MCP_SERVER_OPERATION_DURATION, client: METRIC_MCP_CLIENT_OPERATION_DURATION };

/** The suffixes that Prometheus appends for the unit of a histogram, and milliseconds in one. A histogram without a unit counts calls, but their durations are unknown. */
const UNITS = [
  { suffix: '_seconds', inMilliseconds: 1000 },
  { suffix: '_milliseconds', inMilliseconds: 1 },
  { suffix: '', inMilliseconds: undefined },
];

const SHARED = [
  'job',
  'service_version',
  'mcp_method_name',
  'gen_ai_tool_name',
  'gen_ai_prompt_name',
  'mcp_protocol_version',
  'network_transport',
  'error_type',
  'le',
];
/** The labels that distinguish calls. */
export const LABELS = {
  server: [...SHARED, 'cortex_mcp_client_name', 'cortex_mcp_client_version'],
  client: [...SHARED, 'cortex_mcp_server_name', 'cortex_mcp_server_version', 'server_address', 'server_port'],
};

/** The cumulative buckets of the selected calls, in each of the units. No single label has the client's name of its server. */
export function histogramsOf({ side, server, tool, prompt, method }: CallsQuestion) {
  const conditions = [
    server !== undefined && side === 'server' && `job=~${jobsOf([server])}`,
    tool !== undefined && `gen_ai_tool_name=${quoted(tool)}`,
    prompt !== undefined && `gen_ai_prompt_name=${quoted(prompt)}`,
    method !== undefined && `mcp_method_name=${quoted(method)}`,
  ].filter(Boolean);
  const name = METRICS[side].replaceAll('.', '_');
  return UNITS.map(({ suffix, inMilliseconds }) => ({
    selector: `${name}${suffix}_bucket{${conditions.join(',')}}`,
    inMilliseconds,
  }));
}

interface Reading {
  side: Side;
  server: string | undefined;
  inMilliseconds: number | undefined;
}

/** Converts series of the selected calls. */
export function groupsOf(series: readonly Series[], { side, server, inMilliseconds }: Reading): CallGroup[] {
  const byLabels = Map.groupBy(series, ({ labels: { le: _, ...rest } }) => JSON.stringify(Object.entries(rest).sort()));
  return [...byLabels.values()].flatMap((members) => {
    const key = keyOfSeries((members[0] as Series).labels, side);
    if (server !== undefined && key.server !== server) return [];
    const buckets = bucketsOf(members, inMilliseconds ?? 1);
    const count = buckets.at(-1)?.[1] ?? 0;
    return [{ ...key, count, buckets: inMilliseconds === undefined ? undefined : buckets }];
  });
}

function bucketsOf(series: readonly Series[], inMilliseconds: number): Bucket[] {
  return series
    .map(({ labels: { le }, value }): Bucket => [boundOf(le) * inMilliseconds, value])
    .sort(([a], [b]) => a - b);
}

function keyOfSeries(labels: Record<string, string>, side: Side): CallKey {
  const text = (name: string) => labels[name] || undefined;
  const service = { name: serviceOf(labels.job ?? ''), version: text('service_version') };
  const address = { address: text('server_address'), port: text('server_port') };
  const other =
    side === 'server'
      ? { name: text('cortex_mcp_client_name'), version: text('cortex_mcp_client_version') }
      : {
          name: nameOfServer({ name: text('cortex_mcp_server_name'), ...address }),
          version: text('cortex_mcp_server_version'),
        };
  const [server, client] = side === 'server' ? [service, other] : [other, service];
  return {
    server: server.name,
    serverVersion: server.version,
    client: client.name,
    clientVersion: client.version,
    method: labels.mcp_method_name ?? '',
    tool: text('gen_ai_tool_name'),
    prompt: text('gen_ai_prompt_name'),
    protocol: text('mcp_protocol_version'),
    transport: text('network_transport'),
    errorType: text('error_type'),
    failed: isFailure(text('error_type'), side),
  };
}
