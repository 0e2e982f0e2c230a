import { trace } from '@opentelemetry/api';

/** Deletes the global clock, as sandboxes do when they clean up, or replaces it. */
trace.getTracer('app').startSpan('only').end();
if (process.env.CLOCK === 'another') Object.defineProperty(globalThis, 'performance', { value: { now: () => 'noon' } });
else Reflect.deleteProperty(globalThis, 'performance');
// Ends after a timer, because timer callbacks use the clock too.
setTimeout(
  () => (process.env.HOW === 'process.exit()' ? process.exit(7) : Object.assign(process, { exitCode: 7 })),
  600,
);
