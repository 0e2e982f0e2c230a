import type { IncomingMessage } from 'node:http';
import { context } from '@opentelemetry/api';
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { isTracingSuppressed } from '@opentelemetry/core';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import { KoaLayerType } from '@opentelemetry/instrumentation-koa';
import { withDefaults } from './environment/with-defaults.ts';
import { McpInstrumentation } from './mcp/index.ts';

/** The instrumentations of @opentelemetry/auto-instrumentations-node that run; all others are off. */
const ENABLED = 'http,undici,koa,pg,pino,runtime-node';

const PROBE = /^\/(?:health|metrics)(?:[/?]|$)/;

/** Every instrumentation that runs. `OTEL_NODE_ENABLED_INSTRUMENTATIONS` replaces the list of the automatic ones. */
export function instrumentations(): Instrumentation[] {
  return [...withDefaults({ OTEL_NODE_ENABLED_INSTRUMENTATIONS: ENABLED }, automatic), new McpInstrumentation()];
}

function automatic(): Instrumentation[] {
  return getNodeAutoInstrumentations({
    '@opentelemetry/instrumentation-http': {
      ignoreIncomingRequestHook: isProbe,
      // Exports run with tracing suppressed: this keeps them out of http.client.request.duration too.
      ignoreOutgoingRequestHook: () => isTracingSuppressed(context.active()),
    },
    '@opentelemetry/instrumentation-koa': { ignoreLayersType: [KoaLayerType.MIDDLEWARE] },
  });
}

function isProbe({ url = '' }: IncomingMessage): boolean {
  return PROBE.test(url);
}
