import { METRIC_MCP_REQUEST_SIZE_BYTES, METRIC_MCP_RESPONSE_SIZE_BYTES } from '@cortex/signals/contract';
import type { PrometheusClient } from '../../backends/prometheus.ts';
import type { MessageSizes } from '../../model/mcp-calls/message-sizes.ts';
import { grown } from '../../model/metrics/promql.ts';
import type { CallsQuestion } from './question.ts';

/** The sizes of messages of a tool's calls, as its clients measured them. */
export interface ToolSizes extends MessageSizes {
  server: string;
  tool: string;
}

const BY = 'service, tool';

export async function toolSizes(prometheus: PrometheusClient, { begin, end }: CallsQuestion): Promise<ToolSizes[]> {
  const time = { seconds: Math.max(1, Math.round((end - begin) / 1000)), by: BY };
  const meansOf = async (metric: string) => {
    const series = await prometheus.query(`${grown(`${metric}_sum`, time)} / ${grown(`${metric}_count`, time)}`, end);
    const known = series.filter(({ value }) => Number.isFinite(value));
    return new Map(known.map(({ labels, value }) => [keyOf(labels), Math.round(value)]));
  };
  const [requests, responses] = await Promise.all([
    meansOf(METRIC_MCP_REQUEST_SIZE_BYTES),
    meansOf(METRIC_MCP_RESPONSE_SIZE_BYTES),
  ]);
  return [...new Set([...requests.keys(), ...responses.keys()])].map((key) => {
    const [server, tool] = JSON.parse(key) as [string, string];
    return { server, tool, requestBytes: requests.get(key), responseBytes: responses.get(key) };
  });
}

const keyOf = ({ service = '', tool = '' }: Record<string, string>): string => JSON.stringify([service, tool]);
