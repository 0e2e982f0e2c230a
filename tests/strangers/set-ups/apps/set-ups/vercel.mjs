import { trace } from '@opentelemetry/api';
import { OTLPHttpJsonTraceExporter, registerOTel } from '@vercel/otel';
import { inApiSpan, instrumentMcp } from './mcp.mjs';

registerOTel({
  serviceName: 'app',
  traceExporter: new OTLPHttpJsonTraceExporter({ url: `${process.env.RECEIVER}/v1/traces` }),
});
instrumentMcp();

export const inSpan = inApiSpan;
export const end = () => trace.getTracerProvider().getDelegate().forceFlush();
