import { createHook } from 'node:async_hooks';
import { trustedProxies } from '@cortex/runtime';
import { LIMITS } from '../config.ts';
import { type Answer, TestApp } from '../testing/test-app.ts';

const USERNAME = 'user@example.com';
const PASSWORD = 'password123';
const MAX_FAILURES = 2;
/** Each of them costs a hash. */
const MAX_FAILURES_OF_MANY = 6;
/** Longer than any test. */
const LONG = 60_000;

interface Delays {
  firstDelayMilliseconds: number;
  longestDelayMilliseconds: number;
}

let app: TestApp;
beforeEach(() => start({ firstDelayMilliseconds: LONG, longestDelayMilliseconds: LONG }));
afterEach(() => app.stop());

async function start({ firstDelayMilliseconds, longestDelayMilliseconds }: Delays): Promise<void> {
  const { failures } = LIMITS.login;
  const userOnNetwork = { free: MAX_FAILURES, longestDelayMilliseconds };
  const user = { free: MAX_FAILURES_OF_MANY, longestDelayMilliseconds };
  const network = { free: MAX_FAILURES_OF_MANY, longestDelayMilliseconds };
  app = await TestApp.start({
    limits: {
      login: { ...LIMITS.login, failures: { ...failures, firstDelayMilliseconds, userOnNetwork, user, network } },
    },
    config: { trustedProxies: trustedProxies(['127.0.0.1']) },
  });
}

function login(password: string, username = USERNAME, address = '192.0.2.1'): Promise<Answer> {
  return app.post('/auth/login', { username, password }, { 'X-Forwarded-For': address });
}

function times<Result>(count: number, action: (index: number) => Result): Result[] {
  return Array.from({ length: count }, (_, index) => action(index));
}

describe('POST /auth/login', () => {
  test('answers JSON credentials with a token that works', async () => {
    const response = await login(PASSWORD);
    const answer = response.body;
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(answer).toEqual({ access_token: expect.any(String), token_type: 'bearer', expires_in: 3600 });
    const verified = await app.get('/auth/verify', { Authorization: `Bearer ${answer.access_token}` });
    expect(verified.status).toBe(200);
    expect(verified.body.user_id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('answers a form with a token, and accepts the user name in any case', async () => {
    const form = new URLSearchParams({ username: 'User@Example.com ', password: PASSWORD });
    const response = await app.post('/auth/login', form);
    expect(response.status).toBe(200);
    expect(response.body.access_token).toEqual(expect.any(String));
  });

  test('answers a wrong password and an unknown user with the same problem', async () => {
    const answers = await Promise.all([login('wrong'), login(PASSWORD, 'nobody@example.com')]);
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('Content-Type')).toContain('application/problem+json');
      expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer');
      expect(answer.body).toMatchObject({ status: 401, detail: 'The user name or the password is wrong' });
    }
  });

  test('hashes as much for an unknown user as for a known one', async () => {
    const hashes = await countHashes(async () => {
      await login('wrong');
    });
    const decoys = await countHashes(async () => {
      await login('wrong', 'nobody@example.com');
    });
    expect({ hashes, decoys }).toEqual({ hashes: 1, decoys: 1 });
  });

  test('refuses even the right password after repeated failures, without hashing, and states for how long', async () => {
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

  test('checks no more guesses than are allowed, even when all come at once', async () => {
    const guesses = await Promise.all(Array.from({ length: 8 }, () => login('wrong')));
    const wrong = guesses.filter((guess) => guess.status === 401);
    expect(wrong.length).toBeLessThanOrEqual(MAX_FAILURES + 1);
    expect(guesses.filter((guess) => guess.status === 429)).toHaveLength(8 - wrong.length);
  });

  test('accepts the right password after the delay, which is short', async () => {
    await app.stop();
    await start({ firstDelayMilliseconds: 200, longestDelayMilliseconds: 400 });
    for (let failure = 0; failure < MAX_FAILURES; failure += 1) await login('wrong');
    let status = 429;
    while (status === 429) ({ status } = await login(PASSWORD));
    expect(status).toBe(200);
  });

  test('delays guesses for one user from many addresses, but not the user where they have logged in before', async () => {
    expect((await login(PASSWORD)).status).toBe(200);
    const guesses = await Promise.all(
      times(MAX_FAILURES_OF_MANY + 5, (index) => login('wrong', USERNAME, `198.51.100.${index}`)),
    );
    expect(guesses.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect((await login(PASSWORD, USERNAME, '203.0.113.1')).status).toBe(429);
    expect((await login(PASSWORD)).status).toBe(200);
  });

  test('delays guesses for many users from one address, but no other address', async () => {
    const guess = (index: number) => login('wrong', `user-${index}@example.com`, '198.51.100.1');
    const guesses = await Promise.all(times(MAX_FAILURES_OF_MANY + 5, guess));
    expect(guesses.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect((await login(PASSWORD, USERNAME, '198.51.100.1')).status).toBe(429);
    expect((await login(PASSWORD)).status).toBe(200);
  });

  test('answers a legitimate login while 600 bogus ones come at once, and none of them with a server error', async () => {
    expect((await login(PASSWORD)).status).toBe(200);
    const flood = times(600, (index) => login('wrong', `user-${index}@example.com`, `198.51.100.${index % 4}`));
    const answers = await Promise.all([login(PASSWORD), login(PASSWORD), ...flood]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.slice(0, 2)).toEqual([200, 200]);
    expect(new Set(statuses.slice(2))).toEqual(new Set([401, 429]));
  });

  test('does not hash for a form of another site, and does not count it as a failure', async () => {
    const form = new URLSearchParams({ username: USERNAME, password: 'wrong' });
    const foreign: Record<string, string>[] = [
      { Origin: 'https://attacker.example' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ];
    const hashes = await countHashes(async () => {
      for (const headers of foreign) expect((await app.post('/auth/login', form, headers)).status).toBe(403);
    });
    expect(hashes).toBe(0);
    expect((await login(PASSWORD)).status).toBe(200);
  });

  test('starts counting again after a successful login', async () => {
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
    ['a very long password', { username: USERNAME, password: 'x'.repeat(1025) }, 422],
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
