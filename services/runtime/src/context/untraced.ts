import { suppressTracing } from '@cortex/telemetry';
import { context } from '@opentelemetry/api';

/** Runs work without recording its spans. It is for polling, which is no request of a user. */
export function untraced<Result>(work: () => Result): Result {
  return context.with(suppressTracing(context.active()), work);
}
