import { timedValidation } from '@cortex/signals';
import { errors, jwtVerify, SignJWT } from 'jose';
import { TtlCache } from '../patterns/ttl-cache.ts';
import { verifiedOnce } from './verified-once.ts';

const ALGORITHM = 'HS256';
const LIFETIME_SECONDS = 60;
/** How long an issued token is reused. Its remaining lifetime is longer than any call. */
const REUSED_SECONDS = 20;
const MAX_REUSED = 5_000;

export interface TokenIssuer {
  /** A token for one user and one receiving service, valid for at least 40 s. */
  issue(userId: string, audience: string): Promise<string>;
}

/** The token is malformed, expired, badly signed or meant for another service. */
export class InvalidTokenError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'InvalidTokenError';
  }
}

/** The claims of a valid token. */
export interface TokenClaims {
  subject: string;
  /** Seconds since the epoch. */
  expiresAt: number;
}

/** Rejects with {@link InvalidTokenError}. */
export type TokenVerifier = (token: string) => Promise<TokenClaims>;

export interface TokenVerifierOptions {
  secret: string;
  /** The service that receives the tokens. */
  audience: string;
  /** The accepted callers; tokens of other issuers are refused. */
  issuers: string[];
}

/** Issues the tokens of operators, who run the platform; it is no service. */
export const OPERATOR = 'operator';

export function createTokenIssuer({ secret, issuer }: { secret: string; issuer: string }): TokenIssuer {
  const key = new TextEncoder().encode(secret);
  const issued = new TtlCache<string>({
    cache: 'internal_token',
    ttlMilliseconds: REUSED_SECONDS * 1000,
    maxEntries: MAX_REUSED,
    maxSize: MAX_REUSED,
    sizeOf: () => 1,
  });
  const sign = (userId: string, audience: string) =>
    new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM })
      .setSubject(userId)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS} seconds`)
      .sign(key);
  return {
    issue: (userId, audience) => issued.get(JSON.stringify([audience, userId]), () => sign(userId, audience)),
  };
}

export function tokenVerifier({ secret, audience, issuers }: TokenVerifierOptions): TokenVerifier {
  const key = new TextEncoder().encode(secret);
  const expectations = {
    algorithms: [ALGORITHM],
    audience,
    issuer: issuers,
    requiredClaims: ['sub', 'iat', 'exp'],
    maxTokenAge: LIFETIME_SECONDS,
    clockTolerance: 5,
  };
  const verify = verifiedOnce(async (token) => {
    const { payload } = await jwtVerify(token, key, expectations).catch(rejectInvalid);
    if (!payload.sub) throw new InvalidTokenError('The token names no subject');
    const { exp = 0, iat = 0 } = payload;
    return { subject: payload.sub, expiresAt: Math.min(exp, iat + LIFETIME_SECONDS) };
  });
  return timedValidation('internal', verify);
}

function rejectInvalid(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw new InvalidTokenError('The token has expired', { cause: error });
  if (error instanceof errors.JOSEError) throw new InvalidTokenError('The token is not valid here', { cause: error });
  throw error;
}
