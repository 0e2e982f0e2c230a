import type { Logger } from 'pino';
import { HttpError } from './http-error.ts';
import { reasonOf } from './reason-of.ts';

/** An {@link HttpError} is a failure the service foresaw: a warning with its reason. Everything else is logged as an error, with its stack. */
export function logFailure(logger: Logger, error: unknown, message: string): void {
  if (error instanceof HttpError) logger.warn({ status: error.status, cause: reasonOf(error) }, message);
  else logger.error({ err: error }, message);
}
