import { McpInstrumentation } from '@cortex/instrumentation-mcp';
import { context } from '@opentelemetry/api';
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { isTracingSuppressed } from '@opentelemetry/core';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import type { KoaLayerType } from '@opentelemetry/instrumentation-koa';
import { enabledInstrumentations } from './enabled-instrumentations.ts';
import { withDefaults } from './environment/with-defaults.ts';
import { useHeadersObject } from './http/array-headers.ts';
import { HttpClientInstrumentation } from './http/client-instrumentation.ts';
import { cutQuery } from './http/cut-query.ts';
import { HttpServerInstrumentation } from './http/server-instrumentation.ts';
import { PinoInstrumentation } from './pino/instrumentation.ts';

// The enum itself is not there where the Koa instrumentation is off.
const MIDDLEWARE = 'middleware' as KoaLayerType.MIDDLEWARE;

const HTTP = '@opentelemetry/instrumentation-http';

/** Those of ours that do the same for less; that of HTTP only for incoming requests. */
const LEAN = new Map<string, () => Instrumentation>([
  [HTTP, () => new HttpServerInstrumentation()],
  ['@opentelemetry/instrumentation-undici', () => new HttpClientInstrumentation()],
  ['@opentelemetry/instrumentation-pino', () => new PinoInstrumentation()],
]);

/** Every instrumentation that runs. */
export function instrumentations(): Instrumentation[] {
  const enabled = withDefaults({ OTEL_NODE_ENABLED_INSTRUMENTATIONS: enabledInstrumentations() }, automatic);
  return [...enabled.flatMap(withLean), new McpInstrumentation()];
}

function withLean(instrumentation: Instrumentation): Instrumentation[] {
  const { instrumentationName } = instrumentation;
  const lean = LEAN.get(instrumentationName)?.();
  if (lean === undefined) return [instrumentation];
  if (instrumentationName === HTTP) return [instrumentation, lean];
  instrumentation.disable();
  return [lean];
}

function automatic(): Instrumentation[] {
  return getNodeAutoInstrumentations({
    [HTTP]: {
      disableIncomingRequestInstrumentation: true,
      // Exports run with tracing suppressed: this keeps them out of http.client.request.duration too.
      ignoreOutgoingRequestHook: () => isTracingSuppressed(context.active()),
      startOutgoingSpanHook: (options) => {
        useHeadersObject(options);
        return {};
      },
      requestHook: cutQuery,
    },
    '@opentelemetry/instrumentation-koa': { ignoreLayersType: [MIDDLEWARE] },
  });
}
