import { trace } from '@opentelemetry/api';

/** Cleans up at a signal as signal-exit and its dependents do: it leaves the end of the process to other listeners if there are any. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2'] as const;
const OTHER_EVENTS = ['beforeExit', 'exit', 'uncaughtException', 'unhandledRejection'] as const;

console.log(`listeners ${[...SIGNALS, ...OTHER_EVENTS].map((event) => process.listenerCount(event)).join(' ')}`);
trace.getTracer('app').startSpan('only').end();

for (const signal of SIGNALS) {
  const cleanUp = () => {
    console.log(`cleaned up at ${signal}`);
    if (process.listenerCount(signal) > 1) return;
    process.removeListener(signal, cleanUp);
    process.kill(process.pid, signal);
  };
  process.on(signal, cleanUp);
}
setInterval(() => undefined, 1000);
console.log('ready');
