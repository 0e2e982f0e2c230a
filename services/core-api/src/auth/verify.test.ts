import { base64url, SignJWT } from 'jose';
import { authorization, TestApp } from '../testing/test-app.ts';
import { USER_SECRET } from '../testing/test-settings.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

describe('GET /auth/verify', () => {
  const claims = { iss: 'core-api', aud: 'core-api', sub: 'ada', exp: Math.floor(Date.now() / 1000) + 60 };

  function sign(changes: object, { secret = USER_SECRET, alg = 'HS256' } = {}): Promise<string> {
    const payload = { ...claims, ...changes };
    return new SignJWT(payload).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
  }

  async function unsigned(): Promise<string> {
    return `${base64url.encode('{"alg":"none"}')}.${base64url.encode(JSON.stringify(claims))}.`;
  }

  async function tampered(): Promise<string> {
    const [header, , signature] = (await sign({})).split('.');
    return [header, base64url.encode(JSON.stringify({ ...claims, sub: 'eve' })), signature].join('.');
  }

  test('answers the user of the token and its expiry', async () => {
    const response = await app.get('/auth/verify', { Authorization: `bearer ${await sign({})}` });
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      user_id: 'ada',
      expires_at: new Date(claims.exp * 1000).toISOString(),
    });
  });

  test.each<[string, Record<string, string>]>([
    ['no header', {}],
    ['another scheme', { Authorization: 'Basic dXNlcjpwYXNz' }],
    ['no token', { Authorization: 'Bearer ' }],
  ])('refuses %s and asks for a token', async (_what, headers) => {
    const response = await app.get('/auth/verify', headers);
    expect(response.status).toBe(401);
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer');
  });

  test.each<[string, () => Promise<string> | string, string]>([
    ['garbage', () => 'garbage', 'The token is not valid'],
    ['an expired token', () => sign({ exp: claims.exp - 3600 }), 'The token has expired'],
    ['another secret', () => sign({}, { secret: 'x'.repeat(40) }), 'The token is not valid'],
    ['another algorithm', () => sign({}, { alg: 'HS512' }), 'The token is not valid'],
    ['no signature', unsigned, 'The token is not valid'],
    ['another payload under the same signature', tampered, 'The token is not valid'],
    ['another issuer', () => sign({ iss: 'memory-service' }), 'The token is not valid'],
    ['another audience', () => sign({ aud: 'memory-service' }), 'The token is not valid'],
    ['no subject', () => sign({ sub: undefined }), 'The token is not valid'],
    ['an empty subject', () => sign({ sub: '' }), 'The token is not valid'],
    ['no expiry', () => sign({ exp: undefined }), 'The token is not valid'],
  ])('refuses %s', async (_what, make, reason) => {
    const response = await app.get('/auth/verify', { Authorization: `Bearer ${await make()}` });
    expect(response.status).toBe(401);
    expect(response.headers.get('WWW-Authenticate')).toBe(
      `Bearer error="invalid_token", error_description="${reason}"`,
    );
    expect(response.body).toMatchObject({
      status: 401,
      detail: `${reason}: get a new one from POST /auth/login`,
    });
  });

  test('accepts what this service issues', async () => {
    expect((await app.get('/auth/verify', await authorization('ada'))).status).toBe(200);
  });
});
