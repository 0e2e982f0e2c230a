/** A request of undici, as its diagnostics channels show it. That of `fetch` in old versions of Node.js has its headers as one text. */
export interface OutgoingRequest {
  readonly origin: string | URL;
  readonly path: string;
  readonly method: string;
  headers: unknown;
  addHeader?(name: string, value: string): unknown;
}

/** The header `User-Agent`, the last one where there are several. */
export function userAgentOf({ headers }: OutgoingRequest): string | undefined {
  if (typeof headers === 'string') return /^user-agent:(.*)$/im.exec(headers)?.[1]?.trim();
  if (!Array.isArray(headers)) return undefined;
  for (let index = headers.length - 2; index >= 0; index -= 2)
    if (isNamed(headers[index], 'user-agent')) return [headers[index + 1]].flat().at(-1);
  return undefined;
}

/** Whether a header's name, written in any case, is `name`, which is in lower case. */
export function isNamed(header: unknown, name: string): boolean {
  return typeof header === 'string' && header.length === name.length && header.toLowerCase() === name;
}
