import { shutdownTelemetry } from '@cortex/telemetry';
import { ConfigError } from '../config/config-error.ts';
import type { StartedService } from '../http/service-options.ts';

/**
 * The whole life of a service's process: start, run until SIGTERM or SIGINT, stop, flush telemetry, exit 0.
 * A second signal cuts requests in flight; a failing start prints its cause and exits 1.
 */
export async function runProcess(start: () => Promise<StartedService>): Promise<void> {
  const signals = countSignals();
  try {
    const service = await start();
    await signals.first;
    await service.stop({ hurry: signals.second });
    await shutdownTelemetry();
    process.exit(0);
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    await shutdownTelemetry();
    process.exit(1);
  }
}

function countSignals(): { first: Promise<void>; second: AbortSignal } {
  const { promise: first, resolve } = Promise.withResolvers<void>();
  const second = new AbortController();
  let received = 0;
  const receive = () => {
    received += 1;
    if (received === 1) resolve();
    else second.abort();
  };
  process.on('SIGTERM', receive);
  process.on('SIGINT', receive);
  return { first, second: second.signal };
}
