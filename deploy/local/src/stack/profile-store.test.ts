import { tmpdir } from 'node:os';
import { readSettings } from '../settings.ts';
import { profileStore } from './backends.ts';

test('the profile store has metrics of itself, but stores no profiles of itself', () => {
  const env = { CORTEX_HOME: tmpdir(), CORTEX_COLLECTOR_HTTP_PORT: '17001' };
  const { args, env: given } = profileStore({ settings: readSettings(env), env });
  expect(args).toContain('@cortex/telemetry/register');
  expect(given).toMatchObject({
    OTEL_SERVICE_NAME: 'profile-store',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:17001',
    OTEL_LOGS_EXPORTER: 'none',
    CORTEX_PROFILES: 'off',
  });
});
