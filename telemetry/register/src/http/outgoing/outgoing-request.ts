/** A request as undici's diagnostics channels publish it. In old versions of Node.js, the headers of a `fetch` are one string. */
export interface OutgoingRequest {
  readonly origin: string | URL;
  readonly path: string;
  readonly method: string;
  headers: unknown;
  addHeader?(name: string, value: string): unknown;
}

/** Whether a header's name equals `name`, ignoring case. @param name in lower case */
export function isNamed(header: unknown, name: string): boolean {
  return typeof header === 'string' && header.length === name.length && header.toLowerCase() === name;
}
