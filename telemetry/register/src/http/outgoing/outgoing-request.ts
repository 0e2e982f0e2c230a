/** A request of undici, as its diagnostics channels show it. That of `fetch` in old versions of Node.js has its headers as one text. */
export interface OutgoingRequest {
  readonly origin: string | URL;
  readonly path: string;
  readonly method: string;
  headers: unknown;
  addHeader?(name: string, value: string): unknown;
}

/** Whether a header's name, written in any case, is `name`, which is in lower case. */
export function isNamed(header: unknown, name: string): boolean {
  return typeof header === 'string' && header.length === name.length && header.toLowerCase() === name;
}
