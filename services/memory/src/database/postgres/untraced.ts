import { context } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';

/** Runs work without the instrumentation of `pg`: our connections create a span for each statement, and it would create a second one. */
export function untraced<Result>(work: () => Result): Result {
  return context.with(suppressTracing(context.active()), work);
}
