import { readCoreApiConfig } from './config.ts';

const secret = 'x'.repeat(32);
const env = { CORTEX_HOME: '/srv/cortex', CORTEX_JWT_SECRET: secret, CORTEX_INTERNAL_SECRET: secret };

test.each([
  ['users.json', '/srv/cortex/users.json'],
  ['/etc/cortex/users.json', '/etc/cortex/users.json'],
])('the users file %s is %s, wherever the service is started', (given, path) => {
  expect(readCoreApiConfig({ ...env, CORTEX_USERS_FILE: given }).usersFile).toBe(path);
});

test('a users file is not needed', () => {
  expect(readCoreApiConfig(env).usersFile).toBeUndefined();
});
