import { UriTemplate } from '@modelcontextprotocol/server';
import { HttpError } from '../errors/http-error.ts';
import type { Resource } from './resource.ts';

/** The variables of the template and the query parameters of a URI. Throws a 400 {@link HttpError} when one is wrongly encoded. The SDK's own matching takes the query for part of the last variable. */
export function uriParameters({ uri }: Resource, target: string): Record<string, string> {
  const [path = '', query = ''] = target.split('?', 2);
  const variables = Object.entries(new UriTemplate(uri).match(path) ?? {});
  const decoded = variables.map(([name, value]) => [name, decode(name, String(value))]);
  return { ...Object.fromEntries(new URLSearchParams(query)), ...Object.fromEntries(decoded) };
}

function decode(name: string, value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (cause) {
    throw new HttpError(400, `${name}: expected percent-encoded UTF-8 in the URI, such as %20 for a space`, { cause });
  }
}

/** `history://{user_id}` with the name `history` becomes `/resource/history/:user_id`. */
export function routeOf({ name, uri }: Resource): string {
  const variables = new UriTemplate(uri).variableNames.map((variable) => `/:${variable}`);
  return `/resource/${name}${variables.join('')}`;
}
