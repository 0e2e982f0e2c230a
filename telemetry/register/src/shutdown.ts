import { printLine, reasonOf } from './diagnostics/print-line.ts';
import { running } from './running.ts';

const LIMIT_MILLISECONDS = 3000;

let outcome: Promise<boolean> | undefined;

/**
 * Sends what is still queued and stops telemetry. Takes 3 seconds at most, whatever the Collector does; what has not
 * arrived by then is lost. Never rejects; a second call waits for the first.
 */
export async function shutdownTelemetry(): Promise<void> {
  await flushed();
}

/** As `shutdownTelemetry`; tells whether everything was done in time. */
export function flushed(): Promise<boolean> {
  outcome ??= stopWithin(LIMIT_MILLISECONDS);
  return outcome;
}

async function stopWithin(milliseconds: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), milliseconds);
  const inTime = await Promise.race([stop(), late.promise]);
  clearTimeout(timer);
  if (!inTime)
    printLine(`not all telemetry could be sent within ${milliseconds / 1000} s of stopping; the rest is lost`);
  return inTime;
}

async function stop(): Promise<boolean> {
  try {
    await running()?.stop();
  } catch (error) {
    printLine(`telemetry was lost while stopping: ${reasonOf(error)}`);
  }
  return true;
}
