import { catches } from '../machine/caught-signals.ts';
import { isRunning } from '../machine/process-identity.ts';
import type { RunningService } from '../state/running-service.ts';
import { UserError } from '../user-error.ts';

/** The signal at which services send what they have profiled since the last export: `CORTEX_PROFILES_SIGNAL`. */
const FLUSH = 'SIGUSR2';

/** Makes the service send its running profile and begin a new one. @returns the time of the signal in milliseconds since the epoch */
export function flush(service: RunningService): number {
  const { name, pid } = service;
  if (!isRunning(service))
    throw new UserError(`${name} (process ${pid}) has ended in the meantime. See ${service.logFile}`);
  if (!catches(pid, FLUSH)) {
    throw new UserError(
      `${name} (process ${pid}) sends no profiles on request: profiling is off there. It is on with CORTEX_PROFILES=otlp and CORTEX_PROFILES_SIGNAL=SIGUSR2 (the defaults here), Node 24 or later, and OTEL_SDK_DISABLED unset.`,
    );
  }
  const now = Date.now();
  process.kill(pid, FLUSH);
  return now;
}
