import { failSpan } from '@cortex/telemetry';
import { trace } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { HttpError } from './http-error.ts';
import { reasonOf } from './reason-of.ts';

/**
 * An {@link HttpError} is a failure the service foresaw: a warning with its reason. Everything else is logged as an error, with its stack.
 * The active span says why in its status.
 */
export function logFailure(logger: Logger, error: unknown, message: string): void {
  const reason = reasonOf(error);
  const isForeseen = error instanceof HttpError;
  const span = trace.getActiveSpan();
  if (span) failSpan(span, isForeseen || !(error instanceof Error) ? reason : `${error.name}: ${reason}`);
  if (isForeseen) logger.warn({ status: error.status, cause: reason }, message);
  else logger.error({ err: error }, message);
}
