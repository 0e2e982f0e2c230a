import { createHook } from 'node:async_hooks';
import { LIMITS } from '../config.ts';
import { type Answer, TestApp } from '../testing/test-app.ts';

const USERNAME = 'user@example.com';
const PASSWORD = 'password123';
const MAX_FAILURES = 2;

let app: TestApp;
beforeEach(async () => {
  app = await TestApp.start({ limits: { login: { ...LIMITS.login, maxFailures: MAX_FAILURES } } });
});
afterEach(() => app.stop());

function login(password: string, username = USERNAME): Promise<Answer> {
  return app.post('/auth/login', { username, password });
}

describe('POST /auth/login', () => {
  test('gives a token that works, to JSON', async () => {
    const response = await login(PASSWORD);
    const answer = response.body;
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(answer).toEqual({ access_token: expect.any(String), token_type: 'bearer', expires_in: 3600 });
    const verified = await app.get('/auth/verify', { Authorization: `Bearer ${answer.access_token}` });
    expect(verified.status).toBe(200);
    expect(verified.body.user_id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('gives a token to a form, and takes the user name in any case', async () => {
    const form = new URLSearchParams({ username: 'User@Example.com ', password: PASSWORD });
    const response = await app.post('/auth/login', form);
    expect(response.status).toBe(200);
    expect(response.body.access_token).toEqual(expect.any(String));
  });

  test('answers a wrong password and an unknown user with the very same problem', async () => {
    const answers = await Promise.all([login('wrong'), login(PASSWORD, 'nobody@example.com')]);
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('Content-Type')).toContain('application/problem+json');
      expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer');
      expect(answer.body).toMatchObject({ status: 401, detail: 'The user name or the password is wrong' });
    }
  });

  test('does as much hashing for an unknown user as for a known one', async () => {
    const hashes = await countHashes(async () => {
      await login('wrong');
    });
    const decoys = await countHashes(async () => {
      await login('wrong', 'nobody@example.com');
    });
    expect({ hashes, decoys }).toEqual({ hashes: 1, decoys: 1 });
  });

  test('refuses even the right password after repeated failures, without hashing, and says until when', async () => {
    for (let failure = 0; failure < MAX_FAILURES; failure += 1) await login('wrong');
    const hashes = await countHashes(async () => {
      const refused = await login(PASSWORD);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect(refused.body.detail).toMatch(/^Too many failed logins: try again in \d+ s$/);
    });
    expect(hashes).toBe(0);
    expect((await login('wrong', 'someone.else@example.com')).status).toBe(401);
  });

  test('lets no more guesses through when they come all at once than are checked at once', async () => {
    const guesses = await Promise.all(Array.from({ length: 8 }, () => login('wrong')));
    const wrong = guesses.filter((guess) => guess.status === 401);
    expect(wrong.length).toBeLessThanOrEqual(MAX_FAILURES + 1);
    expect(guesses.filter((guess) => guess.status === 429)).toHaveLength(8 - wrong.length);
  });

  test('starts counting anew after a good login', async () => {
    await login('wrong');
    await login(PASSWORD);
    await login('wrong');
    expect((await login(PASSWORD)).status).toBe(200);
  });

  test.each([
    ['no body', undefined, 422],
    ['a list', [], 422],
    ['no password', { username: USERNAME }, 422],
    ['a number for a password', { username: USERNAME, password: 1 }, 422],
    ['an endless password', { username: USERNAME, password: 'x'.repeat(1025) }, 422],
  ])('refuses %s and names the fields', async (_what, body, status) => {
    const response = await app.post('/auth/login', body);
    expect(response.status).toBe(status);
    expect(response.body.errors).not.toHaveLength(0);
    expect(JSON.stringify(response.body)).not.toContain('xxxx');
  });
});

async function countHashes(action: () => Promise<void>): Promise<number> {
  let hashes = 0;
  const count = (_id: number, type: string) => {
    if (type === 'SCRYPTREQUEST') hashes += 1;
  };
  const hook = createHook({ init: count }).enable();
  await action();
  hook.disable();
  return hashes;
}
