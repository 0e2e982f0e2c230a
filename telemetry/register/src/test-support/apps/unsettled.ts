import { trace } from '@opentelemetry/api';

trace.getTracer('app').startSpan('only').end();
await new Promise(() => undefined);
