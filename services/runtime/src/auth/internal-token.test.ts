import { jest } from '@jest/globals';
import { SignJWT, UnsecuredJWT } from 'jose';
import { createTokenIssuer, InvalidTokenError, tokenVerifier } from './internal-token.ts';

const secret = 'a-secret-that-only-tests-know-0123456789';
const key = new TextEncoder().encode(secret);
const audience = 'memory-service';
const verify = tokenVerifier({ secret, audience, issuers: ['core-api', 'cognition-service'] });

afterEach(() => jest.useRealTimers());

function signed({
  alg = 'HS256',
  issued = 'now',
  expires = '60 s',
  claims = { iss: 'core-api' },
}: {
  alg?: string;
  issued?: string;
  expires?: string;
  claims?: { iss?: string };
}) {
  const token = new SignJWT(claims).setProtectedHeader({ alg }).setSubject('alice').setAudience(audience);
  return token
    .setIssuedAt(issued === 'now' ? undefined : issued)
    .setExpirationTime(expires)
    .sign(key);
}

test('a token names its subject at the service it was issued for', async () => {
  expect(await verify(await createTokenIssuer({ secret, issuer: 'core-api' }).issue('alice', audience))).toMatchObject({
    subject: 'alice',
  });
});

test('a token is issued for one user at one service', async () => {
  const issuer = createTokenIssuer({ secret, issuer: 'core-api' });
  const issue = (userId: string, service: string) => issuer.issue(userId, service);
  expect(await issue('alice', audience)).toBe(await issue('alice', audience));
  const others = [await issue('bob', audience), await issue('alice', 'other'), await issue('alice', audience)];
  expect(new Set(others).size).toBe(3);
  expect(await verify(await issue('bob', audience))).toMatchObject({ subject: 'bob' });
});

test('a token that has been accepted before still expires', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
  const token = await signed({ expires: '1 h' });
  expect(await verify(token)).toMatchObject({ subject: 'alice' });
  jest.setSystemTime(Date.now() + 2 * 60_000);
  await expect(verify(token)).rejects.toBeInstanceOf(InvalidTokenError);
});

test.each([
  ['expired', () => signed({ issued: '2 min ago', expires: '1 min ago' }), 'The token has expired'],
  ['with too long a lifetime', () => signed({ issued: '2 min ago', expires: '1 h' }), 'The token has expired'],
  ['of another algorithm', () => signed({ alg: 'HS512' }), 'The token is not valid here'],
  [
    'without a signature',
    () => new UnsecuredJWT({ sub: 'alice', aud: audience }).encode(),
    'The token is not valid here',
  ],
  [
    'for another service',
    () => createTokenIssuer({ secret, issuer: 'core-api' }).issue('alice', 'other'),
    'The token is not valid here',
  ],
  [
    'of an issuer that may not call this service',
    () => createTokenIssuer({ secret, issuer: 'x' }).issue('alice', audience),
    'The token is not valid here',
  ],
  ['without an issuer', () => signed({ claims: {} }), 'The token is not valid here'],
  [
    'without a subject',
    () => createTokenIssuer({ secret, issuer: 'core-api' }).issue('', audience),
    'The token names no subject',
  ],
  ['that is garbage', () => 'a.b.c', 'The token is not valid here'],
])('a token %s is refused', async (_, make, reason) => {
  const refusal = verify(await make());
  await expect(refusal).rejects.toBeInstanceOf(InvalidTokenError);
  await expect(refusal).rejects.toThrow(reason);
});
