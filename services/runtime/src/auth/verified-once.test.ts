import { jest } from '@jest/globals';
import { verifiedOnce } from './verified-once.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const LIFETIME_SECONDS = 60;

beforeEach(() => jest.useFakeTimers({ now: START }));
afterEach(() => jest.useRealTimers());

function countingVerifier() {
  const asked: string[] = [];
  const verify = verifiedOnce(async (token) => {
    asked.push(token);
    if (token === 'bad') throw new Error('not valid');
    return { subject: `of ${token}`, expiresAt: START / 1000 + LIFETIME_SECONDS };
  });
  return { asked, verify };
}

test('each valid token is verified once', async () => {
  const { asked, verify } = countingVerifier();
  for (const token of ['a', 'a', 'b', 'a']) expect((await verify(token)).subject).toBe(`of ${token}`);
  expect(asked).toEqual(['a', 'b']);
});

test('an expired token is verified again', async () => {
  const { asked, verify } = countingVerifier();
  await verify('a');
  jest.setSystemTime(START + LIFETIME_SECONDS * 1000 - 1);
  await verify('a');
  expect(asked).toEqual(['a']);
  jest.setSystemTime(START + LIFETIME_SECONDS * 1000);
  await verify('a');
  expect(asked).toEqual(['a', 'a']);
});

test('an invalid token is refused each time', async () => {
  const { asked, verify } = countingVerifier();
  for (let time = 0; time < 2; time += 1) await expect(verify('bad')).rejects.toThrow('not valid');
  expect(asked).toEqual(['bad', 'bad']);
});
