import { running } from '../sdk/running.ts';

let stopped: Promise<void> | undefined;

/**
 * Sends what is still queued and stops telemetry. Takes `CORTEX_SHUTDOWN_TIMEOUT` (1 second) at most, whatever the Collector does; what has not
 * arrived by then is lost. Never rejects; a second call waits for the first.
 */
export function shutdownTelemetry(): Promise<void> {
  stopped ??= running()?.end.stop() ?? Promise.resolve();
  return stopped;
}
