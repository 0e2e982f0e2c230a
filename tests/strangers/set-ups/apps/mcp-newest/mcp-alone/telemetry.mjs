import { hookImports, McpInstrumentation, mergeDoubles } from '@cortex/instrumentation-mcp';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { printAtEnd } from './print-at-end.mjs';

const exporter = new InMemorySpanExporter();
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());
const spanProcessors = [mergeDoubles(new SimpleSpanProcessor({ exporter }))];
trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors }));
const instrumentations = [new McpInstrumentation()];
registerInstrumentations({ instrumentations });
hookImports(instrumentations);
printAtEnd(exporter);
