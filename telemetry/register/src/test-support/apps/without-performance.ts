import { trace } from '@opentelemetry/api';

/** Takes the global clock away, as sandboxes do with what they clean up, or puts another in its place. */
trace.getTracer('app').startSpan('only').end();
if (process.env.CLOCK === 'another') Object.defineProperty(globalThis, 'performance', { value: { now: () => 'noon' } });
else Reflect.deleteProperty(globalThis, 'performance');
// Once around the timers, whose callbacks look at the clock, too.
setTimeout(
  () => (process.env.HOW === 'process.exit()' ? process.exit(7) : Object.assign(process, { exitCode: 7 })),
  600,
);
