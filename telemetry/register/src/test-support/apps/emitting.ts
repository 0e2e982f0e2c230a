import { trace } from '@opentelemetry/api';

/** Emits the events that Node.js emits at the end of a process, as tests of clean-up code do. None of them ends a process. */
const emit = process.emit.bind(process) as (...args: unknown[]) => boolean;

for (const signal of ['SIGTERM', 'SIGINT'])
  console.log(signal, emit(signal), emit(signal, signal), emit(signal, signal, 15));

for (const event of ['beforeExit', 'exit']) {
  const listener = (code: number) => console.log(`${event} listener`, code);
  process.on(event, listener);
  console.log(event, emit(event, 3));
  await Promise.resolve();
  console.log(event, emit(event, 4));
  process.removeListener(event, listener);
}

trace.getTracer('app').startSpan('after that').end();
process.exitCode = 7;
