/** Burns CPU in a worker thread, within a span whose id it prints. */
import { isMainThread, Worker } from 'node:worker_threads';
import { burnCpu } from '@cortex/test-support';
import { trace } from '@opentelemetry/api';

const BURN_MILLISECONDS = 400;

function sortInWorker(): number {
  return burnCpu(BURN_MILLISECONDS);
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
