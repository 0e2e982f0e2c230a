import type { ServerResponse } from 'node:http';

/** Calls back once the response has closed, at once if it has already: a client may leave while its request is being examined. */
export function whenClosed(response: ServerResponse, listener: () => void): void {
  if (response.closed) listener();
  else response.once('close', listener);
}
