import { context } from '@opentelemetry/api';
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { isTracingSuppressed } from '@opentelemetry/core';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import type { KoaLayerType } from '@opentelemetry/instrumentation-koa';
import { enabledInstrumentations } from './enabled-instrumentations.ts';
import { withDefaults } from './environment/with-defaults.ts';
import { HttpClientInstrumentation } from './http/client-instrumentation.ts';
import { cutQuery } from './http/cut-query.ts';
import { HttpServerInstrumentation } from './http/server-instrumentation.ts';
import { McpInstrumentation } from './mcp/index.ts';

// The enum itself is not there where the Koa instrumentation is off.
const MIDDLEWARE = 'middleware' as KoaLayerType.MIDDLEWARE;

const HTTP = '@opentelemetry/instrumentation-http';
const UNDICI = '@opentelemetry/instrumentation-undici';

/** Every instrumentation that runs. */
export function instrumentations(): Instrumentation[] {
  const enabled = withDefaults({ OTEL_NODE_ENABLED_INSTRUMENTATIONS: enabledInstrumentations() }, automatic);
  return [...enabled.flatMap(withLean), new McpInstrumentation()];
}

/** With, or replaced by, one of ours that does the same for less. */
function withLean(instrumentation: Instrumentation): Instrumentation[] {
  const { instrumentationName } = instrumentation;
  if (instrumentationName === HTTP) return [instrumentation, new HttpServerInstrumentation()];
  if (instrumentationName !== UNDICI) return [instrumentation];
  instrumentation.disable();
  return [new HttpClientInstrumentation()];
}

function automatic(): Instrumentation[] {
  return getNodeAutoInstrumentations({
    [HTTP]: {
      disableIncomingRequestInstrumentation: true,
      // Exports run with tracing suppressed: this keeps them out of http.client.request.duration too.
      ignoreOutgoingRequestHook: () => isTracingSuppressed(context.active()),
      requestHook: cutQuery,
    },
    '@opentelemetry/instrumentation-koa': { ignoreLayersType: [MIDDLEWARE] },
  });
}
