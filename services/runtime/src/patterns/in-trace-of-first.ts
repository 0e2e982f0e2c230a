import { type Context, context, trace } from '@opentelemetry/api';

/** Does what was asked for in several contexts once, in the first of them; the active span of each other gets a link to where it is done. */
export function inTraceOfFirst<Result>([first, ...others]: Context[], work: () => Result): Result {
  if (first === undefined) return work();
  const target = trace.getSpanContext(first);
  if (target) for (const other of others) trace.getSpan(other)?.addLink({ context: target });
  return context.with(first, work);
}
