import { SignJWT } from 'jose';

export interface InternalTokenOptions {
  subject: string;
  issuer: string;
  /** The service that is asked. */
  service: string;
  /** The key of the tokens between services. */
  secret: string;
}

/** A token for one request of a command to a service, as services ask each other. */
export function internalToken({ subject, issuer, service, secret }: InternalTokenOptions): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setIssuer(issuer)
    .setAudience(service)
    .setIssuedAt()
    .setExpirationTime('60 seconds')
    .sign(new TextEncoder().encode(secret));
}
