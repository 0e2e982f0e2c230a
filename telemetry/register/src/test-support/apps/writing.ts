import { trace } from '@opentelemetry/api';

trace.getTracer('app').startSpan('only').end();
process.stderr.once('error', () => process.exit(5));
process.stderr.write('a line of the application\n');
setTimeout(() => process.exit(6), 20_000);
