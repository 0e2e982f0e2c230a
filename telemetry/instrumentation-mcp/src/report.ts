import { diag } from '@opentelemetry/api';

const logger = diag.createComponentLogger({ namespace: '@cortex/telemetry/mcp' });

/** Where a fault of the instrumentation goes: the application never sees it. */
export function reportFault(error: unknown): void {
  logger.error('the MCP instrumentation failed, the application is not affected', error);
}

export function reportWarning(message: string): void {
  logger.warn(message);
}
