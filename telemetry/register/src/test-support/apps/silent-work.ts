import { metrics, trace } from '@opentelemetry/api';
import { pino } from 'pino';

/** Records a span, a log record and a measurement, and writes nothing to standard output itself. */
trace.getTracer('app').startSpan('work').end();
metrics.getMeter('app').createCounter('app.work').add(1);
pino(pino.destination(2)).info('work done');
