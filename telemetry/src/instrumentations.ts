import { context } from '@opentelemetry/api';
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { isTracingSuppressed } from '@opentelemetry/core';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import type { KoaLayerType } from '@opentelemetry/instrumentation-koa';
import { enabledInstrumentations } from './enabled-instrumentations.ts';
import { withDefaults } from './environment/with-defaults.ts';
import { HttpServerInstrumentation } from './http/instrumentation.ts';
import { McpInstrumentation } from './mcp/index.ts';
import { cutQuery, withoutQuery } from './without-query.ts';

// The enum itself is not there where the Koa instrumentation is off.
const MIDDLEWARE = 'middleware' as KoaLayerType.MIDDLEWARE;

const HTTP = '@opentelemetry/instrumentation-http';

/** Every instrumentation that runs. */
export function instrumentations(): Instrumentation[] {
  const enabled = withDefaults({ OTEL_NODE_ENABLED_INSTRUMENTATIONS: enabledInstrumentations() }, automatic);
  const http = enabled.some(({ instrumentationName }) => instrumentationName === HTTP);
  return [...enabled, ...(http ? [new HttpServerInstrumentation()] : []), new McpInstrumentation()];
}

function automatic(): Instrumentation[] {
  return getNodeAutoInstrumentations({
    [HTTP]: {
      disableIncomingRequestInstrumentation: true,
      // Exports run with tracing suppressed: this keeps them out of http.client.request.duration too.
      ignoreOutgoingRequestHook: () => isTracingSuppressed(context.active()),
      requestHook: cutQuery,
    },
    '@opentelemetry/instrumentation-undici': { startSpanHook: withoutQuery, requestHook: cutQuery },
    '@opentelemetry/instrumentation-koa': { ignoreLayersType: [MIDDLEWARE] },
  });
}
