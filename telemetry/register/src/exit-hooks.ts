import { flushed } from './shutdown.ts';

/** Has queued telemetry sent when the process ends by itself, or by a signal that the application does not handle. */
export function flushAtExit(): void {
  process.once('beforeExit', endAfterFlush);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const onSignal = () => {
      // An application with a handler of its own decides when to stop, and calls shutdownTelemetry().
      if (process.listenerCount(signal) > 1) return;
      process.removeListener(signal, onSignal);
      // Raised again without a listener, the signal ends the process with the status its parent expects.
      void flushed().then(() => process.kill(process.pid, signal));
    };
    process.on(signal, onSignal);
  }
}

async function endAfterFlush(): Promise<void> {
  // A hanging export would keep an otherwise finished process alive until its timeout.
  if (!(await flushed())) process.exit();
}
