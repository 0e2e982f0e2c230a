import type { ServerResponse } from 'node:http';
import { whenClosed } from '../http/when-closed.ts';

const AGAIN_MILLISECONDS = 1_000;

/**
 * Ends a streamed answer, such as that of `subscriptions/listen`, when the token of its request expires. The last line is
 * a comment with the reason; the client asks again with a new token. Other answers are bounded by their deadlines.
 * @param expiresAt in seconds since the epoch
 */
export function endWithToken(response: ServerResponse, expiresAt: number): void {
  const end = () => {
    // The stream may begin only now: a token is still accepted for a moment after its expiry.
    if (!response.headersSent) {
      expiry = setTimeout(end, AGAIN_MILLISECONDS);
      return;
    }
    if (!String(response.getHeader('content-type')).startsWith('text/event-stream') || response.writableEnded) return;
    // The SDK may write the next message before it has noticed the end.
    response.on('error', () => {});
    response.end(': the token has expired: ask again with a new one\n\n');
  };
  let expiry = setTimeout(end, Math.max(expiresAt * 1000 - Date.now(), 0));
  whenClosed(response, () => clearTimeout(expiry));
}
