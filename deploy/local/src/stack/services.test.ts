import { readSettings } from '../settings.ts';
import { serviceComponents } from './services.ts';

test('the environment that NODE_ENV names is not spoken over', () => {
  const components = serviceComponents({ settings: readSettings({}), env: { NODE_ENV: 'production' } });
  for (const { env } of components) {
    expect(env).toMatchObject({ NODE_ENV: 'production' });
    expect(env).not.toHaveProperty('OTEL_RESOURCE_ATTRIBUTES');
  }
});
