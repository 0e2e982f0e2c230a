import { timedValidation } from '@cortex/telemetry/metrics';
import { errors, jwtVerify, SignJWT } from 'jose';

const ALGORITHM = 'HS256';
const LIFETIME_SECONDS = 60;

export interface TokenIssuer {
  /** A token for one user and one receiving service, good for a minute. */
  issue(userId: string, audience: string): Promise<string>;
}

/** The token is malformed, expired, badly signed or meant for another service. */
export class InvalidTokenError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'InvalidTokenError';
  }
}

/** Resolves with the token's subject; rejects with {@link InvalidTokenError}. */
export type TokenVerifier = (token: string) => Promise<string>;

export function createTokenIssuer({ secret, issuer }: { secret: string; issuer: string }): TokenIssuer {
  const key = new TextEncoder().encode(secret);
  return {
    issue: (userId, audience) =>
      new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(userId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${LIFETIME_SECONDS} seconds`)
        .sign(key),
  };
}

export function tokenVerifier({ secret, audience }: { secret: string; audience: string }): TokenVerifier {
  const key = new TextEncoder().encode(secret);
  const expectations = {
    algorithms: [ALGORITHM],
    audience,
    requiredClaims: ['sub', 'iat', 'exp'],
    maxTokenAge: LIFETIME_SECONDS,
    clockTolerance: 5,
  };
  return timedValidation('internal', async (token) => {
    const { payload } = await jwtVerify(token, key, expectations).catch(rejectInvalid);
    if (!payload.sub) throw new InvalidTokenError('The token names no subject');
    return payload.sub;
  });
}

function rejectInvalid(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw new InvalidTokenError('The token has expired', { cause: error });
  if (error instanceof errors.JOSEError) throw new InvalidTokenError('The token is not valid here', { cause: error });
  throw error;
}
