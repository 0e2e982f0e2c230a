/** Two worker threads of the application, and one in which pino writes its lines. */
import { once } from 'node:events';
import { isMainThread, Worker } from 'node:worker_threads';
import { metrics, trace } from '@opentelemetry/api';
import { pino } from 'pino';

if (isMainThread) {
  const log = pino({ transport: { target: new URL('transport.ts', import.meta.url).href } });
  const workers = [1, 2].map(() => new Worker(new URL(import.meta.url)));
  await Promise.all(workers.map((worker) => once(worker, 'exit')));
  log.info('all have ended');
} else {
  metrics.getMeter('app').createCounter('jobs').add(1);
  trace.getTracer('app').startSpan('job').end();
}
