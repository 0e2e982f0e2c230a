import { explainSystemFailure } from './system-failure.ts';

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('explainSystemFailure', () => {
  test.each([
    ['ENOSPC', 'The disk of /cache is full'],
    ['EACCES', '/cache, where built backends are kept, cannot be written to'],
    ['EROFS', 'XDG_CACHE_HOME'],
  ])('says what to do about %s', (code, text) => {
    expect(explainSystemFailure(systemError(code), '/cache')).toHaveProperty('message', expect.stringContaining(text));
  });

  test('does not change any other error', () => {
    const error = systemError('ENOENT');
    expect(explainSystemFailure(error, '/cache')).toBe(error);
  });
});
