import { hmac } from 'k6/crypto';
import { b64encode } from 'k6/encoding';

const LIFETIME_SECONDS = 60;
const RENEW_AFTER_SECONDS = 40;

const HEADER = encode({ alg: 'HS256' });
const known: Record<string, { token: string; issuedAt: number }> = {};

/** A token like those between services, for one user at one service. Renewed before it expires. */
export function internalToken(userId: string, audience: string): string {
  const now = Math.floor(Date.now() / 1000);
  const key = `${audience} ${userId}`;
  const last = known[key];
  if (last && now - last.issuedAt < RENEW_AFTER_SECONDS) return last.token;
  const token = sign({ sub: userId, iss: 'core-api', aud: audience, iat: now, exp: now + LIFETIME_SECONDS });
  known[key] = { token, issuedAt: now };
  return token;
}

function sign(claims: Record<string, unknown>): string {
  const signed = `${HEADER}.${encode(claims)}`;
  return `${signed}.${hmac('sha256', __ENV.LOAD_INTERNAL_SECRET as string, signed, 'base64rawurl')}`;
}

function encode(part: Record<string, unknown>): string {
  return b64encode(JSON.stringify(part), 'rawurl');
}
