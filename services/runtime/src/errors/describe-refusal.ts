import { failSpan } from '@cortex/telemetry';
import { trace } from '@opentelemetry/api';
import { HttpError } from './http-error.ts';

/** The active span is that of a call which was refused: its status says what was expected, and never repeats a value. */
export function describeRefusal(error: unknown): void {
  const span = trace.getActiveSpan();
  if (span && error instanceof HttpError) failSpan(span, error.message);
}
