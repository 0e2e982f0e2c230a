import type { ServerResponse } from 'node:http';

const AGAIN_MILLISECONDS = 1_000;

/**
 * Ends an answer that streams, such as that to `subscriptions/listen`, when the token expires by which it was asked for. Its last line is
 * a comment that says so; the client asks again with a new token. Other answers are bound by their deadlines.
 * @param expiresAt in seconds since the epoch
 */
export function endWithToken(response: ServerResponse, expiresAt: number): void {
  const end = () => {
    // It may begin to stream only now: a token is still good for a moment after its time.
    if (!response.headersSent) {
      expiry = setTimeout(end, AGAIN_MILLISECONDS);
      return;
    }
    if (!String(response.getHeader('content-type')).startsWith('text/event-stream') || response.writableEnded) return;
    // The SDK may not have seen the end yet when it writes the next message.
    response.on('error', () => {});
    response.end(': the token has expired: ask again with a new one\n\n');
  };
  let expiry = setTimeout(end, expiresAt * 1000 - Date.now());
  response.once('close', () => clearTimeout(expiry));
}
