import { metrics, trace } from '@opentelemetry/api';
import { pino } from 'pino';

/** Queues telemetry of each signal, and ends as `HOW` says. */
trace.getTracer('app').startSpan('last').end();
metrics.getMeter('app').createCounter('app.last').add(1);
metrics
  .getMeter('app')
  .createObservableCounter('app.observed')
  .addCallback((result) => result.observe(2));
pino(pino.destination(2)).info('last line');
process.once('exit', () => trace.getTracer('app').startSpan('at exit').end());

const ends: Record<string, () => void> = {
  'process.exit()': () => process.exit(4),
  'an uncaught error': () => {
    throw new Error('uncaught');
  },
  'an unhandled rejection': () => void Promise.reject(new Error('unhandled')),
};
ends[process.env.HOW ?? '']?.();
