import type { Histogram, Meter } from '@opentelemetry/api';
import {
  DURATION_BUCKETS,
  METRIC_MCP_CLIENT_OPERATION_DURATION,
  METRIC_MCP_CLIENT_SESSION_DURATION,
  METRIC_MCP_SERVER_OPERATION_DURATION,
  METRIC_MCP_SERVER_SESSION_DURATION,
} from './semconv.ts';

/** All in seconds. */
export interface McpMetrics {
  clientOperation: Histogram;
  serverOperation: Histogram;
  clientSession: Histogram;
  serverSession: Histogram;
}

export function createMetrics(meter: Meter): McpMetrics {
  const duration = (name: string, description: string) =>
    meter.createHistogram(name, {
      unit: 's',
      description,
      advice: { explicitBucketBoundaries: DURATION_BUCKETS },
    });
  return {
    clientOperation: duration(
      METRIC_MCP_CLIENT_OPERATION_DURATION,
      'The duration of the MCP request or notification as observed on the sender from the time it was sent until the response or ack is received.',
    ),
    serverOperation: duration(
      METRIC_MCP_SERVER_OPERATION_DURATION,
      'MCP request or notification duration as observed on the receiver from the time it was received until the result or ack is sent.',
    ),
    clientSession: duration(
      METRIC_MCP_CLIENT_SESSION_DURATION,
      'The duration of the MCP session as observed on the MCP client.',
    ),
    serverSession: duration(
      METRIC_MCP_SERVER_SESSION_DURATION,
      'The duration of the MCP session as observed on the MCP server.',
    ),
  };
}
