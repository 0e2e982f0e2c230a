import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import * as traceloop from '@traceloop/node-server-sdk';
import { instrumentMcp } from './mcp.mjs';

traceloop.initialize({
  appName: 'app',
  disableBatch: true,
  exporter: new OTLPTraceExporter({ url: `${process.env.RECEIVER}/v1/traces` }),
  silenceInitializationMessage: true,
  traceloopSyncEnabled: false,
});
instrumentMcp();

export const inSpan = (name, work) => traceloop.withWorkflow({ name }, work);
export const end = () => traceloop.forceFlush();
