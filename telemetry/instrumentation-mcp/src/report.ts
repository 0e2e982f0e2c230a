import { diag } from '@opentelemetry/api';

const logger = diag.createComponentLogger({ namespace: '@cortex/telemetry/mcp' });

/** Where a fault of the instrumentation goes: the application never sees it. */
export function reportFault(error: unknown): void {
  logger.error('the MCP instrumentation failed, the application is not affected', error);
}

/** Where what a hook of the application throws goes. */
export function reportHookFault(error: unknown): void {
  logger.error('a hook of the application failed, nothing else did', error);
}

export function reportWarning(message: string): void {
  logger.warn(message);
}
