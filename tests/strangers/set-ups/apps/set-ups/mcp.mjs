import { hookImports, McpInstrumentation } from '@cortex/instrumentation-mcp';
import { trace } from '@opentelemetry/api';
import { registerInstrumentations } from '@opentelemetry/instrumentation';

/** Adds our instrumentation to an OpenTelemetry that the application has set up. */
export function instrumentMcp() {
  const instrumentations = [new McpInstrumentation()];
  registerInstrumentations({ instrumentations });
  hookImports(instrumentations);
}

/** Runs work in a span of the application, with the API only. */
export function inApiSpan(name, work) {
  return trace.getTracer('app').startActiveSpan(name, async (span) => {
    const result = await work();
    span.end();
    return result;
  });
}
