import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { readConfig } from './read-config.ts';
import { serviceVariables } from './service-variables.ts';

const schema = z.object({
  ...serviceVariables(9000),
  MEMORY_URL: z.url().default('http://127.0.0.1:9000'),
  CORTEX_JWT_SECRET: z.string().min(32).optional(),
  DATABASE_URL: z.url().optional(),
  SIGNING_PASSPHRASE: z.string().max(3).optional(),
});

function messageOf(env: Record<string, string>): string {
  try {
    readConfig(schema, env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('expected the configuration to be refused');
}

test('an empty variable counts as unset', () => {
  expect(readConfig(schema, { PORT: '', MEMORY_URL: '' })).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 9000,
    NODE_ENV: 'development',
    LOG_LEVEL: 'info',
    MEMORY_URL: 'http://127.0.0.1:9000',
    CORTEX_HOME: expect.stringMatching(/\/\.cortex$/),
  });
});

test('every invalid variable is named, with what was expected and what came', () => {
  const message = messageOf({ PORT: '70000', LOG_LEVEL: 'loud', MEMORY_URL: 'nowhere' });
  expect(message).toContain('PORT: expected a port number from 0 to 65535, came "70000"');
  expect(message).toMatch(/LOG_LEVEL: .*"info".*, came "loud"/);
  expect(message).toContain('MEMORY_URL: expected a valid URL, came "nowhere"');
});

test('allowed hosts are a list of names', () => {
  expect(readConfig(schema, {}).CORTEX_ALLOWED_HOSTS).toEqual([]);
  expect(readConfig(schema, { CORTEX_ALLOWED_HOSTS: 'Memory, cognition.internal' }).CORTEX_ALLOWED_HOSTS).toEqual([
    'memory',
    'cognition.internal',
  ]);
});

test.each(['memory:9000', 'http://memory', 'memory,', '*'])('%s is refused as a list of allowed hosts', (given) => {
  expect(messageOf({ CORTEX_ALLOWED_HOSTS: given })).toContain(
    'CORTEX_ALLOWED_HOSTS: expected host names without scheme and port, separated by commas',
  );
});

test('a port that is not a number is refused', () => {
  expect(messageOf({ PORT: 'http' })).toContain('PORT: expected a port number from 0 to 65535, came "http"');
});

test('a message that begins with "expected" is not prefixed with it', () => {
  const hours = z.object({ HOURS: z.coerce.number('expected a number of hours') });
  expect(() => readConfig(hours, { HOURS: 'many' })).toThrow('HOURS: expected a number of hours, came "many"');
});

test('credentials are not repeated', () => {
  const message = messageOf({ CORTEX_JWT_SECRET: 'hunter2', DATABASE_URL: 'hunter2', SIGNING_PASSPHRASE: 'hunter2' });
  expect(message).toMatch(/CORTEX_JWT_SECRET: .*came a string of 7 characters/);
  expect(message).not.toContain('hunter2');
});
