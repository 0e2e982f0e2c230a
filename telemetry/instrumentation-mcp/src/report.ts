import { diag } from '@opentelemetry/api';

const logger = diag.createComponentLogger({ namespace: '@cortex/telemetry/mcp' });

/** Reports a fault of the instrumentation. It must never reach the application. */
export function reportFault(error: unknown): void {
  logger.error('the MCP instrumentation failed, the application is not affected', error);
}

/** Reports what a hook of the application has thrown. */
export function reportHookFault(error: unknown): void {
  logger.error("the application's hook failed, nothing else is affected", error);
}

export function reportWarning(message: string): void {
  logger.warn(message);
}
