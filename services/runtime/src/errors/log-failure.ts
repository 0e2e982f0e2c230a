import { failSpan } from '@cortex/telemetry';
import { trace } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { HttpError } from './http-error.ts';
import { reasonOf } from './reason-of.ts';

/**
 * Logs a failure. An {@link HttpError} was foreseen: it is a warning with its reason. Everything else is an error, with its stack.
 * Also sets the status of the active span.
 */
export function logFailure(logger: Logger, error: unknown, message: string): void {
  const reason = reasonOf(error);
  const isForeseen = error instanceof HttpError;
  const span = trace.getActiveSpan();
  if (span) failSpan(span, isForeseen || !(error instanceof Error) ? reason : `${error.name}: ${reason}`);
  if (isForeseen) logger.warn({ status: error.status, cause: reason }, message);
  else logger.error({ err: error }, message);
}
