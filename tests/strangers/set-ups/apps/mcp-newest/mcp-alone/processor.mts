import { mergeDoubles } from '@cortex/instrumentation-mcp';
import { InMemorySpanExporter, SimpleSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace';

const exporter = new InMemorySpanExporter();
export const processor: SpanProcessor = mergeDoubles(new SimpleSpanProcessor({ exporter }));
