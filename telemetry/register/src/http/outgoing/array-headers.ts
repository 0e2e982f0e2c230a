import type { OutgoingHttpHeaders, RequestOptions } from 'node:http';

/**
 * Turns a request's headers into an object if they are an array, flat or of pairs. @opentelemetry/instrumentation-http treats
 * every array as an object and would send its indexes as names. `options` is that instrumentation's own copy.
 */
export function useHeadersObject(options: RequestOptions): void {
  const { headers } = options;
  if (Array.isArray(headers)) options.headers = asObject(headers.flat());
}

/** A name that occurs several times gets an array of values, so that they are sent one by one. */
function asObject(flat: readonly string[]): OutgoingHttpHeaders {
  const headers = new Map<string, { name: string; values: string[] }>();
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const [name = '', value = ''] = flat.slice(index, index + 2);
    const known = headers.get(name.toLowerCase()) ?? { name, values: [] };
    known.values.push(value);
    headers.set(name.toLowerCase(), known);
  }
  return Object.fromEntries([...headers.values()].map(({ name, values }) => [name, oneOrMore(values)]));
}

function oneOrMore(values: string[]): string | string[] {
  return values.length === 1 ? String(values[0]) : values;
}
