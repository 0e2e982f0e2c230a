import { diag } from '@opentelemetry/api';

const logger = diag.createComponentLogger({ namespace: '@cortex/telemetry/mcp' });

/** Reports a fault of the instrumentation, which the application never sees. */
export function reportFault(error: unknown): void {
  logger.error('the MCP instrumentation failed, the application is not affected', error);
}

/** Reports what a hook of the application threw. */
export function reportHookFault(error: unknown): void {
  logger.error('a hook of the application failed, nothing else did', error);
}

export function reportWarning(message: string): void {
  logger.warn(message);
}
