/** A request of undici, as its diagnostics channels show it. That of `fetch` in old versions of Node.js has its headers as one text. */
export interface OutgoingRequest {
  readonly origin: string | URL;
  readonly path: string;
  readonly method: string;
  headers: unknown;
  addHeader?(name: string, value: string): unknown;
}

/** For propagators: adds a header to a request. */
export const addHeader = {
  set(request: OutgoingRequest, name: string, value: string): void {
    if (typeof request.addHeader === 'function') request.addHeader(name, value);
    else if (typeof request.headers === 'string') request.headers += `${name}: ${value}\r\n`;
    else if (Array.isArray(request.headers)) request.headers.push(name, value);
  },
};

/** The header `User-Agent`, the last one where there are several. */
export function userAgentOf({ headers }: OutgoingRequest): string | undefined {
  if (typeof headers === 'string') return /^user-agent:(.*)$/im.exec(headers)?.[1]?.trim();
  if (!Array.isArray(headers)) return undefined;
  for (let index = headers.length - 2; index >= 0; index -= 2)
    if (isUserAgent(headers[index])) return [headers[index + 1]].flat().at(-1);
  return undefined;
}

function isUserAgent(name: unknown): boolean {
  return typeof name === 'string' && name.length === 10 && name.toLowerCase() === 'user-agent';
}
