import { trace } from '@opentelemetry/api';

trace.getTracer('app').startSpan('only').end();
process.exitCode = 7;
