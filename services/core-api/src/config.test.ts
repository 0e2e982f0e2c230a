import { readCoreApiConfig } from './config.ts';

const secret = 'x'.repeat(32);
const env = { CORTEX_HOME: '/srv/cortex', CORTEX_JWT_SECRET: secret, CORTEX_INTERNAL_SECRET: secret };

test.each([
  ['users.json', '/srv/cortex/users.json'],
  ['/etc/cortex/users.json', '/etc/cortex/users.json'],
])('the users file %s is resolved to %s, wherever the service is started', (given, path) => {
  expect(readCoreApiConfig({ ...env, CORTEX_USERS_FILE: given }).usersFile).toBe(path);
});

test('a users file is optional', () => {
  expect(readCoreApiConfig(env).usersFile).toBeUndefined();
});

test('trusted proxies are addresses and networks; a name is refused with what is expected', () => {
  const { trustedProxies } = readCoreApiConfig({ ...env, CORTEX_TRUSTED_PROXIES: ' 10.0.0.0/8, ::1 ' });
  expect([trustedProxies.check('10.1.2.3', 'ipv4'), trustedProxies.check('::1', 'ipv6')]).toEqual([true, true]);
  expect(trustedProxies.check('192.0.2.1', 'ipv4')).toBe(false);
  expect(() => readCoreApiConfig({ ...env, CORTEX_TRUSTED_PROXIES: 'proxy.example' })).toThrow(
    'CORTEX_TRUSTED_PROXIES: expected IP addresses and networks, separated by commas, such as 10.0.0.0/8,192.0.2.7, came "proxy.example"',
  );
});

test.each([
  ['nats://nats', { servers: ['nats:4222'], isEncrypted: false, credentials: undefined }],
  [
    'tls://a%40b:p%2Fw@nats:4333',
    { servers: ['nats:4333'], isEncrypted: true, credentials: { user: 'a@b', pass: 'p/w' } },
  ],
  [
    'nats://token@[::1]:4222,nats://other',
    { servers: ['[::1]:4222', 'other:4222'], isEncrypted: false, credentials: { token: 'token' } },
  ],
  [
    'nats://user:pass@a, b:4333',
    { servers: ['a:4222', 'b:4333'], isEncrypted: false, credentials: { user: 'user', pass: 'pass' } },
  ],
  [
    'nats://a,user:pass@b,user:pass@c',
    { servers: ['a:4222', 'b:4222', 'c:4222'], isEncrypted: false, credentials: { user: 'user', pass: 'pass' } },
  ],
])('events go through NATS at %s', (given, location) => {
  expect(readCoreApiConfig({ ...env, CORTEX_EVENTS_URL: given }).eventsLocation).toEqual(location);
});

test('without NATS, events stay in the process', () => {
  expect(readCoreApiConfig(env).eventsLocation).toBeUndefined();
});

test.each([
  'http://nats',
  'nats',
  'nats://',
  'nats://host/path',
  'nats://a,tls://b',
  'nats://a,b/path',
  'a,nats://b',
  'nats://user:secret@a,',
  'nats://%zz@host',
  'nats://%ff@host',
  'nats://:secret@host',
  'nats://host?tls=true',
  'nats://host#cluster',
  'nats://host:0',
  'nats://one:secret@a,other:secret@b',
])('the NATS address %s is refused with what is expected, and not repeated', (given) => {
  const refused = () => readCoreApiConfig({ ...env, CORTEX_EVENTS_URL: given });
  expect(refused).toThrow('CORTEX_EVENTS_URL: expected nats://host:4222 or tls://user:password@host:4222');
  expect(refused).not.toThrow(/secret|%/);
});

test('the stream of events can be stored on several servers', () => {
  const read = (replicas: string) =>
    readCoreApiConfig({ ...env, CORTEX_EVENTS_URL: 'nats://localhost', CORTEX_EVENTS_REPLICAS: replicas });
  expect(read('3').eventsLocation).toMatchObject({ streamReplicas: 3 });
  for (const replicas of ['0', '6', '1.5', 'many'])
    expect(() => read(replicas)).toThrow(
      `CORTEX_EVENTS_REPLICAS: expected a number of servers from 1 to 5, came "${replicas}"`,
    );
});
