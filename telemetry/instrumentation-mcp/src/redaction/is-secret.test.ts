import { readFileSync } from 'node:fs';
import { isSecret } from './is-secret.ts';

/** The test data that the Collector's own test also reads. */
const CORPUS = new URL('../../../../collector/components/redact/testdata/', import.meta.url);
const keys = JSON.parse(readFileSync(new URL('keys.json', CORPUS), 'utf8')) as Record<string, string[]>;

test.each(keys.secret ?? [])('%s holds a credential, whatever the type of its value', (key) => {
  expect(isSecret(key, 'text') && isSecret(key, 7) && isSecret(key, { a: 1 })).toBe(true);
});

test.each(keys.secretText ?? [])('%s holds credentials if its value is text', (key) => {
  expect([isSecret(key, 'text'), isSecret(key, ['text'])]).toEqual([true, true]);
  expect([isSecret(key, 7), isSecret(key, '1,234')]).toEqual([false, false]);
});

test.each(keys.plain ?? [])('%s does not hold a credential', (key) => {
  expect(isSecret(key, 'text')).toBe(false);
});

test('handles very long and very many names', () => {
  expect(isSecret(`${'a.'.repeat(1e6)}api_key`, 'text')).toBe(true);
  for (let index = 0; index < 10_000; index++) isSecret(`field-${index}`, 'text');
  expect(isSecret('their.password', 'text')).toBe(true);
});
