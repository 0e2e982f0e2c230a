import { failSpan } from '@cortex/telemetry';
import { trace } from '@opentelemetry/api';
import { HttpError } from './http-error.ts';

/** Sets the status of the active span of a refused call to what was expected. Values are never repeated. */
export function describeRefusal(error: unknown): void {
  const span = trace.getActiveSpan();
  if (span && error instanceof HttpError) failSpan(span, error.message);
}
