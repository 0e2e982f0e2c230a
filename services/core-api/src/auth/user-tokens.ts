import { InvalidTokenError, verifiedOnce } from '@cortex/runtime';
import { errors, jwtVerify, SignJWT } from 'jose';

const ALGORITHM = 'HS256';
const ISSUER = 'core-api';
const AUDIENCE = 'core-api';

/** The claims of a valid token. */
export interface Identity {
  userId: string;
  /** Seconds since the epoch. */
  expiresAt: number;
}

/** Issues and verifies the tokens of users: JWTs signed with HS256, whose subject is the opaque user id. */
export class UserTokens {
  readonly #key: Uint8Array;
  readonly lifetimeSeconds: number;

  constructor({ secret, lifetimeSeconds }: { secret: string; lifetimeSeconds: number }) {
    this.#key = new TextEncoder().encode(secret);
    this.lifetimeSeconds = lifetimeSeconds;
  }

  issue(userId: string): Promise<string> {
    return new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setSubject(userId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${this.lifetimeSeconds} seconds`)
      .sign(this.#key);
  }

  /** Rejects with {@link InvalidTokenError}. */
  readonly verify = verifiedOnce((token) => this.#verify(token));

  async #verify(token: string): Promise<Identity> {
    const { payload } = await jwtVerify(token, this.#key, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
    }).catch(rejectInvalid);
    if (!payload.sub || payload.exp === undefined) throw new InvalidTokenError('The token is not valid');
    return { userId: payload.sub, expiresAt: payload.exp };
  }
}

function rejectInvalid(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw new InvalidTokenError('The token has expired', { cause: error });
  if (error instanceof errors.JOSEError) throw new InvalidTokenError('The token is not valid', { cause: error });
  throw error;
}
