import type { IncomingMessage } from 'node:http';
import { context } from '@opentelemetry/api';
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { isTracingSuppressed } from '@opentelemetry/core';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import type { KoaLayerType } from '@opentelemetry/instrumentation-koa';
import { enabledInstrumentations } from './enabled-instrumentations.ts';
import { withDefaults } from './environment/with-defaults.ts';
import { McpInstrumentation } from './mcp/index.ts';
import { cutQuery, withoutQuery } from './without-query.ts';

// The enum itself is not there where the Koa instrumentation is off.
const MIDDLEWARE = 'middleware' as KoaLayerType.MIDDLEWARE;

const PROBE = /^\/(?:health|metrics)(?:[/?]|$)/;

/** Every instrumentation that runs. */
export function instrumentations(): Instrumentation[] {
  return [
    ...withDefaults({ OTEL_NODE_ENABLED_INSTRUMENTATIONS: enabledInstrumentations() }, automatic),
    new McpInstrumentation(),
  ];
}

function automatic(): Instrumentation[] {
  return getNodeAutoInstrumentations({
    '@opentelemetry/instrumentation-http': {
      ignoreIncomingRequestHook: isProbe,
      // Exports run with tracing suppressed: this keeps them out of http.client.request.duration too.
      ignoreOutgoingRequestHook: () => isTracingSuppressed(context.active()),
      startIncomingSpanHook: withoutQuery,
      requestHook: cutQuery,
    },
    '@opentelemetry/instrumentation-undici': { startSpanHook: withoutQuery, requestHook: cutQuery },
    '@opentelemetry/instrumentation-koa': { ignoreLayersType: [MIDDLEWARE] },
  });
}

function isProbe({ url = '' }: IncomingMessage): boolean {
  return PROBE.test(url);
}
