import { trace } from '@opentelemetry/api';

/** Does its last work at `beforeExit`, as scripts do, in two asynchronous steps. */
trace.getTracer('app').startSpan('only').end();
let steps = 0;

process.on('beforeExit', () => {
  steps += 1;
  console.log(`beforeExit ${steps}`);
  if (steps > 2) return;
  trace.getTracer('app').startSpan(`step ${steps}`).end();
  setTimeout(() => console.log(`saved ${steps}`), 20);
});
