import type { ServerResponse } from 'node:http';

/** The status of a request whose client left before it was answered (a convention of nginx). */
export const CLIENT_CLOSED_REQUEST = 499;

/** The status that the client of a closed response got, or {@link CLIENT_CLOSED_REQUEST} if it left before any was sent. */
export function sentStatus({ headersSent, statusCode }: ServerResponse): number {
  return headersSent ? statusCode : CLIENT_CLOSED_REQUEST;
}
