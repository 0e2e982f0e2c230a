import { shutdownTelemetry } from '@cortex/telemetry';
import { ConfigError } from '../config/config-error.ts';
import type { StartedService } from '../http/service-options.ts';
import { freeMemory } from './free-memory.ts';
import { stopRequests } from './stop-requests.ts';

/**
 * The whole life of a service's process: start, run until SIGTERM or SIGINT, stop, flush telemetry, exit 0.
 * A second signal cuts requests in flight; a failing start prints its cause and exits 1.
 */
export async function runProcess(start: () => Promise<StartedService>): Promise<void> {
  // Whatever it writes, a heap snapshot too, is for its user alone.
  process.umask(0o077);
  const requests = stopRequests();
  try {
    const service = await start();
    freeMemory();
    await requests.first;
    await service.stop({ hurry: requests.second });
    await shutdownTelemetry();
    process.exit(0);
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    await shutdownTelemetry();
    process.exit(1);
  }
}
