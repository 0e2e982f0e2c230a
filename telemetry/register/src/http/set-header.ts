import { isNamed, type OutgoingRequest } from './outgoing-request.ts';

const TRACE_PARENT = 'traceparent';
const TRACE_STATE = 'tracestate';
/** Where the trace id ends in a `traceparent`: https://www.w3.org/TR/trace-context/#traceparent-header-field-values */
const TRACE_ID_END = 35;

/** For propagators: sets a header of a request in place of those that the application gave it by that name. Two would be none to who reads them. */
export const setHeader = {
  set(request: OutgoingRequest, name: string, value: string): void {
    const replaced = remove(request, name);
    // The state belongs to the trace that it came with. That of this trace follows, where it has one.
    if (name === TRACE_PARENT && replaced.some((parent) => !isSameTrace(parent, value))) remove(request, TRACE_STATE);
    if (typeof request.addHeader === 'function') request.addHeader(name, value);
    else if (typeof request.headers === 'string') request.headers += `${name}: ${value}\r\n`;
    else if (Array.isArray(request.headers)) request.headers.push(name, value);
  },
};

/** The values that the header had. */
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
