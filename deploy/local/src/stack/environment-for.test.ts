import { environmentFor, environmentForBackend } from './environment-for.ts';

const env = {
  PATH: '/bin',
  LOG_LEVEL: 'debug',
  OTEL_SERVICE_NAME: 'a',
  CORTEX_JWT_SECRET: 'secret',
  CORTEX_INTERNAL_SECRET: 'secret',
  CORTEX_ALERT_WEBHOOK_URL: 'https://hooks.example/secret',
  CORTEX_EVENTS_URL: 'nats://secret@localhost:4222',
  DATABASE_URL: 'postgres://cortex:secret@localhost/cortex',
  OTEL_EXPORTER_OTLP_HEADERS: 'authorization=secret',
  NPM_TOKEN: 'secret',
  aws_secret_access_key: 'secret',
  REDIS_URL: 'redis://:secret@localhost',
};
const HARMLESS = ['PATH', 'LOG_LEVEL', 'OTEL_SERVICE_NAME'];

test.each([
  ['core-api', ['CORTEX_EVENTS_URL', 'CORTEX_JWT_SECRET', 'CORTEX_INTERNAL_SECRET', 'OTEL_EXPORTER_OTLP_HEADERS']],
  ['memory-service', ['CORTEX_INTERNAL_SECRET', 'DATABASE_URL', 'OTEL_EXPORTER_OTLP_HEADERS']],
  ['cognition-service', ['CORTEX_INTERNAL_SECRET', 'OTEL_EXPORTER_OTLP_HEADERS']],
  ['console', []],
  ['profile-store', []],
  ['alertmanager', []],
])('%s gets only the secrets that it reads', (process, secrets) => {
  expect(Object.keys(environmentFor(process, env)).sort()).toEqual([...HARMLESS, ...secrets].sort());
});

test('passes on a URL without a password', () => {
  const urls = { MEMORY_URL: 'http://127.0.0.1:9000', MAIL: 'mailto:a@b.example', MIRROR: 'https://host:80/@scope' };
  expect(environmentFor('core-api', urls)).toEqual(urls);
});

test('an empty variable counts as unset for a backend', () => {
  expect(environmentForBackend('gateway-1', { ...env, CORTEX_SAMPLING_PERCENTAGE: '' })).toEqual(
    environmentFor('gateway-1', env),
  );
});
