import type { OutgoingHttpHeaders, RequestOptions } from 'node:http';

/**
 * Gives the headers of a request that has them as an array, flat or of pairs, the form of an object: @opentelemetry/instrumentation-http takes
 * every array for an object and would send its indexes as names. `options` are that instrumentation's own copy.
 */
export function useHeadersObject(options: RequestOptions): void {
  const { headers } = options;
  if (Array.isArray(headers)) options.headers = asObject(headers.flat());
}

/** The values of a name that comes several times are sent one by one, as those of an array are. */
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
