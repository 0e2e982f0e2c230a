import { hookImports, McpInstrumentation, mergeDoubles } from '@cortex/instrumentation-mcp';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { printAtEnd } from './print-at-end.mjs';

const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [mergeDoubles(new SimpleSpanProcessor(exporter))] }).register();
const instrumentations = [new McpInstrumentation()];
registerInstrumentations({ instrumentations });
hookImports(instrumentations);
printAtEnd(exporter);
