import { setTimeout as pause } from 'node:timers/promises';
import { trace } from '@opentelemetry/api';

/** Ends while a batch is being exported. */
trace.getTracer('app').startSpan('first').end();
await pause(500);
trace.getTracer('app').startSpan('second').end();
process.exitCode = 7;
