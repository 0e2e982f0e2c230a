import { type Span, SpanStatusCode } from '@opentelemetry/api';
import { briefly } from './briefly.ts';

/** Sets the status of a span to error. An existing description stays, because it was set nearer to the cause. */
export function failSpan(span: Span, message?: string): void {
  if (isDescribed(span)) return;
  span.setStatus({ code: SpanStatusCode.ERROR, ...(message !== undefined && { message: briefly(message) }) });
}

/** Whether the span has a description. The API has no way to read a status, but the SDK's spans expose it. */
function isDescribed(span: Span & { status?: { message?: string } }): boolean {
  return span.status?.message !== undefined;
}
