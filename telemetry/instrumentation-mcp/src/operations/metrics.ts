import type { Histogram, Meter } from '@opentelemetry/api';
import {
  METRIC_MCP_CLIENT_OPERATION_DURATION,
  METRIC_MCP_CLIENT_SESSION_DURATION,
  METRIC_MCP_SERVER_OPERATION_DURATION,
  METRIC_MCP_SERVER_SESSION_DURATION,
  METRIC_OPTIONS,
} from '../contract.ts';
import { rememberSeries } from './remember-series.ts';

/** The histograms of the MCP conventions, all in seconds. */
export interface McpMetrics {
  clientOperation: Histogram;
  serverOperation: Histogram;
  clientSession: Histogram;
  serverSession: Histogram;
}

export function createMetrics(meter: Meter): McpMetrics {
  const histogram = (name: keyof typeof METRIC_OPTIONS) =>
    rememberSeries(meter.createHistogram(name, METRIC_OPTIONS[name]));
  return {
    clientOperation: histogram(METRIC_MCP_CLIENT_OPERATION_DURATION),
    serverOperation: histogram(METRIC_MCP_SERVER_OPERATION_DURATION),
    clientSession: histogram(METRIC_MCP_CLIENT_SESSION_DURATION),
    serverSession: histogram(METRIC_MCP_SERVER_SESSION_DURATION),
  };
}
