import { readSettings } from '../settings.ts';
import { consoleComponent } from './console.ts';

const consoleIn = (env: NodeJS.ProcessEnv) => consoleComponent({ settings: readSettings(env), env, page: '/page' });

test('gets the addresses of this stack’s backends, and listens on its port', () => {
  const { env, url, readinessUrl } = consoleIn({
    CORTEX_CONSOLE_PORT: '3100',
    CORTEX_JAEGER_PORT: '17000',
    CORTEX_CONSOLE_JAEGER_URL: 'http://elsewhere.example:16686',
    CORTEX_COLLECTOR_HTTP_PORT: '17001',
    CORTEX_HOME: '/kept',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://elsewhere.example:4318',
  });
  expect([url, readinessUrl]).toEqual(['http://127.0.0.1:3100', 'http://127.0.0.1:3100/health/ready']);
  expect(env).toMatchObject({
    HOST: '127.0.0.1',
    PORT: '3100',
    CORTEX_CONSOLE_PAGE: '/page',
    CORTEX_CONSOLE_LOAD_RESULTS: '/kept/load',
    CORTEX_CONSOLE_DASHBOARDS: expect.stringMatching(/deploy\/grafana\/dashboards$/),
    CORTEX_CONSOLE_JAEGER_URL: 'http://127.0.0.1:17000',
    CORTEX_CONSOLE_PROMETHEUS_URL: 'http://127.0.0.1:9090',
    CORTEX_CONSOLE_PROFILES_URL: 'http://127.0.0.1:4040',
    CORTEX_CONSOLE_LOGS_URL: 'http://127.0.0.1:9428',
    CORTEX_CONSOLE_ALERTMANAGER_URL: 'http://127.0.0.1:9093',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:17001',
    OTEL_SERVICE_NAME: 'cortex-console',
  });
});

test('gets no secret, nor the password of a Pyroscope', () => {
  const { env } = consoleIn({
    PYROSCOPE_URL: 'https://user:secret@profiles.example/base/',
    CORTEX_JWT_SECRET: 'secret',
    CORTEX_INTERNAL_SECRET: 'secret',
    DATABASE_URL: 'postgres://cortex:secret@localhost/cortex',
  });
  expect(env).toMatchObject({ CORTEX_CONSOLE_PROFILES_URL: 'https://profiles.example/base' });
  expect(JSON.stringify(env)).not.toContain('secret');
});

test('creates no spans for requests of its page, no log records and no profiles, unless the environment asks for them', () => {
  expect(consoleIn({}).env).toMatchObject({
    OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'undici',
    OTEL_LOGS_EXPORTER: 'none',
    CORTEX_PROFILES: 'off',
  });
  expect(consoleIn({ CORTEX_PROFILES: 'otlp' }).env).toMatchObject({ CORTEX_PROFILES: 'otlp' });
});

test('is optional for the stack', () => {
  expect(consoleIn({})).toMatchObject({ isOptional: true, readyAfter: [] });
});
