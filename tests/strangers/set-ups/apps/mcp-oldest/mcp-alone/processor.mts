import { mergeDoubles } from '@cortex/instrumentation-mcp';
import { InMemorySpanExporter, SimpleSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace-node';

export const processor: SpanProcessor = mergeDoubles(new SimpleSpanProcessor(new InMemorySpanExporter()));
