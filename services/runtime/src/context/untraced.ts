import { suppressTracing } from '@cortex/telemetry';
import { context } from '@opentelemetry/api';

/** Runs work of which no spans are recorded, for what is asked again and again and is no request of a user's. */
export function untraced<Result>(work: () => Result): Result {
  return context.with(suppressTracing(context.active()), work);
}
