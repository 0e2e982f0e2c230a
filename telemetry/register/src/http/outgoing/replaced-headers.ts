import { context, propagation, type Span, trace } from '@opentelemetry/api';
import { isNamed, type OutgoingRequest } from './outgoing-request.ts';

const TRACE_PARENT = 'traceparent';
const TRACE_STATE = 'tracestate';
/** The end of the trace id in a `traceparent`: https://www.w3.org/TR/trace-context/#traceparent-header-field-values */
const TRACE_ID_END = 35;

/**
 * Removes the application's own headers that the propagators are about to set. The instrumentation only adds headers, and a receiver ignores a trace
 * context that it gets twice.
 */
export function removeReplaced(request: OutgoingRequest, span: Span): void {
  if (!propagation.fields().some((name) => has(request, name))) return;
  const added: Record<string, string> = {};
  propagation.inject(trace.setSpan(context.active(), span), added);
  for (const [name, value] of Object.entries(added)) {
    const replaced = remove(request, name);
    // A tracestate belongs to the trace that it came with. If this trace has one, it is added next.
    if (name === TRACE_PARENT && replaced.some((parent) => !isSameTrace(parent, value))) remove(request, TRACE_STATE);
  }
}

function has({ headers }: OutgoingRequest, name: string): boolean {
  if (typeof headers === 'string') return headers.toLowerCase().includes(`${name}:`);
  return Array.isArray(headers) && headers.some((header, index) => index % 2 === 0 && isNamed(header, name));
}

/** Removes a header. @returns the values that it had */
function remove(request: OutgoingRequest, name: string): unknown[] {
  const { headers } = request;
  if (Array.isArray(headers)) return removeFrom(headers, name);
  if (typeof headers !== 'string') return [];
  const values: string[] = [];
  request.headers = headers.replace(new RegExp(`^${name}:(.*)\\r\\n`, 'gim'), (_line, value: string) => {
    values.push(value.trim());
    return '';
  });
  return values;
}

function removeFrom(headers: unknown[], name: string): unknown[] {
  const values: unknown[] = [];
  for (let index = headers.length - 2; index >= 0; index -= 2)
    if (isNamed(headers[index], name)) values.push(...headers.splice(index, 2).slice(1).flat());
  return values;
}

function isSameTrace(one: unknown, other: string): boolean {
  return String(one).slice(0, TRACE_ID_END) === other.slice(0, TRACE_ID_END);
}
