import { running } from '../sdk/running.ts';

let stopped: Promise<void> | undefined;

/**
 * Sends what is still queued and stops telemetry. Takes at most `CORTEX_SHUTDOWN_TIMEOUT` (default: 1 second), whatever the Collector does; what has
 * not arrived by then is lost. Never rejects. A second call waits for the first.
 */
export function shutdownTelemetry(): Promise<void> {
  stopped ??= running()?.end.stop() ?? Promise.resolve();
  return stopped;
}
