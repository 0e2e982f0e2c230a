import { shutdownTelemetry } from '@cortex/telemetry';
import { ConfigError } from '../config/config-error.ts';
import type { StartedService } from '../http/service-options.ts';
import { freeMemory } from './free-memory.ts';
import { stopRequests } from './stop-requests.ts';

/**
 * Runs a service's process: starts it, waits for SIGTERM or SIGINT, stops it, flushes telemetry, exits with 0.
 * A second signal cuts requests in flight. A start that fails prints its cause and exits with 1.
 */
export async function runProcess(start: () => Promise<StartedService>): Promise<void> {
  // Files that the process writes, such as heap snapshots, are readable by its user only.
  process.umask(0o077);
  const requests = stopRequests();
  try {
    const service = await start();
    freeMemory();
    await Promise.race([requests.first, ...(service.failed ? [service.failed] : [])]);
    await service.stop({ hurry: requests.second });
    await shutdownTelemetry();
    process.exit(0);
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    await shutdownTelemetry();
    process.exit(1);
  }
}
