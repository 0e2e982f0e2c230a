import { type Span, SpanStatusCode } from '@opentelemetry/api';
import { briefly } from './briefly.ts';

/** Gives the span the status of an error. A description that it has stays: whoever was nearer to the cause knows more of it. */
export function failSpan(span: Span, message?: string): void {
  if (isDescribed(span)) return;
  span.setStatus({ code: SpanStatusCode.ERROR, ...(message !== undefined && { message: briefly(message) }) });
}

/** The API has no way to read a status; the SDK's spans show it. */
function isDescribed(span: Span & { status?: { message?: string } }): boolean {
  return span.status?.message !== undefined;
}
