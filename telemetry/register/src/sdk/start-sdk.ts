import { context, logs, metrics, propagation, type TextMapPropagator, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { getStringFromEnv } from '@opentelemetry/core';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import { propagator } from '../environment/propagators.ts';
import { loadModule } from '../load-module.ts';
import type { SdkParts, StartedSdk } from './sdk-parts.ts';

const READ_BY_NODE_SDK = /^OTEL_(?:TRACES_SAMPLER|\w+_LIMIT)$/;

/**
 * Starts the SDK as `NodeSDK` does. `NodeSDK` itself is loaded only for variables that nothing else reads, because it loads the exporters of every
 * protocol, half of what telemetry would cost at start.
 */
export function startSdk(parts: SdkParts): StartedSdk {
  const chosen = propagator();
  if (chosen !== undefined && !Object.keys(process.env).some(isReadByNodeSdk)) return start(parts, chosen);
  const { startNodeSdk } = loadModule<typeof import('./node-sdk.ts')>('./sdk/node-sdk');
  return startNodeSdk(parts, chosen);
}

function isReadByNodeSdk(name: string): boolean {
  return READ_BY_NODE_SDK.test(name) && getStringFromEnv(name) !== undefined;
}

function start(parts: SdkParts, chosen: TextMapPropagator): StartedSdk {
  const { resource, spanProcessors, metricReaders, logRecordProcessors, instrumentations } = parts;
  const { contextManager = new AsyncLocalStorageContextManager() } = parts;
  context.setGlobalContextManager(contextManager.enable());
  propagation.setGlobalPropagator(chosen);
  const tracers = spanProcessors.length > 0 ? new TracerProvider({ resource, spanProcessors }) : undefined;
  if (tracers !== undefined) trace.setGlobalTracerProvider(tracers);
  const meters = metricReaders.length > 0 ? new MeterProvider({ resource, readers: metricReaders }) : undefined;
  if (meters !== undefined) metrics.setGlobalMeterProvider(meters);
  const loggers = new LoggerProvider({ resource, processors: logRecordProcessors });
  logs.setGlobalLoggerProvider(loggers);
  registerInstrumentations({ instrumentations });
  return {
    shutdown: async () => void (await Promise.all([tracers, loggers, meters].map((provider) => provider?.shutdown()))),
  };
}
