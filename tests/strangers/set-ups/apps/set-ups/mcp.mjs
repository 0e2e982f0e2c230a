import { hookImports, McpInstrumentation } from '@cortex/instrumentation-mcp';
import { trace } from '@opentelemetry/api';
import { registerInstrumentations } from '@opentelemetry/instrumentation';

/** Ours, for those who have set up OpenTelemetry themselves. */
export function instrumentMcp() {
  const instrumentations = [new McpInstrumentation()];
  registerInstrumentations({ instrumentations });
  hookImports(instrumentations);
}

/** A span of the application by the API alone. */
export function inApiSpan(name, work) {
  return trace.getTracer('app').startActiveSpan(name, async (span) => {
    const result = await work();
    span.end();
    return result;
  });
}
