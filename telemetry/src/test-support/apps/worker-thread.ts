/** Burns CPU in a worker thread, within a span whose id it prints. */
import { isMainThread, Worker } from 'node:worker_threads';
import { trace } from '@opentelemetry/api';

const BURN_MILLISECONDS = 400;

function sortInWorker(): number {
  let sum = 0;
  for (const end = performance.now() + BURN_MILLISECONDS; performance.now() < end; )
    for (let index = 0; index < 10_000; index++) sum += Math.sqrt(index);
  return sum;
}

if (isMainThread) {
  new Worker(new URL(import.meta.url));
} else {
  trace.getTracer('app').startActiveSpan('job', (span) => {
    sortInWorker();
    span.end();
    console.log(`span ${span.spanContext().spanId}`);
  });
}
