import type { ServerResponse } from 'node:http';

/** Stands for the status of a request whose client left before there was one (a convention of nginx). */
export const CLIENT_CLOSED_REQUEST = 499;

/** The status of a response that is closed, or {@link CLIENT_CLOSED_REQUEST}: later ones reach nobody. */
export function sentStatus({ headersSent, statusCode }: ServerResponse): number {
  return headersSent ? statusCode : CLIENT_CLOSED_REQUEST;
}
