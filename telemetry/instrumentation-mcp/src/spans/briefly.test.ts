import { briefly } from './briefly.ts';

test.each([
  ['fetch failed: ECONNREFUSED 127.0.0.1:9100', 'fetch failed: ECONNREFUSED 127.0.0.1:9100'],
  ['no user ada@example.org', 'no user [redacted]'],
  ['cannot reach postgres://ada:hunter2@db:5432/memory', 'cannot reach postgres://[redacted]@db:5432/memory'],
  ['DB_PASSWORD=hunter2 is wrong', 'DB_PASSWORD=[redacted] is wrong'],
  ['x-vault-token: hunter2 of client', 'x-vault-token: [redacted] of client'],
  ['signingKey=hunter2 passphrase=hunter2', 'signingKey=[redacted] passphrase=[redacted]'],
  ['failed: url=http://h/ pwd=hunter2', 'failed: url=http://h/ pwd=[redacted]'],
  ['token_count=5 next_token=abc', 'token_count=5 next_token=abc'],
  ['"access_token": "abc" expired', '"access_token": [redacted] expired'],
  ['Authorization: hunter2', 'Authorization: [redacted]'],
  ['got Bearer abcdef0123456789', 'got Bearer [redacted]'],
  ['bad token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.sig', 'bad token [redacted]'],
  ['GET /login?code=1234&state=x failed', 'GET /login?… failed'],
  [`cannot parse "${'what a user wrote '.repeat(5)}"`, 'cannot parse "…"'],
  ['Tool "echo" not found', 'Tool "echo" not found'],
  ['first line\n    at stack', 'first line'],
])('%s is shown as %s', (message, shown) => {
  expect(briefly(message)).toBe(shown);
});

test('is at most 200 characters', () => {
  expect(briefly('x'.repeat(1e6))).toHaveLength(200);
});
