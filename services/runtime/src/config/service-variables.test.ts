import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { readConfig } from './read-config.ts';
import { serviceConfig, serviceVariables } from './service-variables.ts';

const configOf = (env: Record<string, string>) => serviceConfig(readConfig(z.object(serviceVariables(9_000)), env));

test('fault injection is off by default', () => {
  expect(configOf({}).takesFaults).toBe(false);
  expect(configOf({ CORTEX_FAULTS: 'on' }).takesFaults).toBe(true);
});

test('with fault injection, a service does not start in production', () => {
  expect(() => configOf({ CORTEX_FAULTS: 'on', NODE_ENV: 'production' })).toThrow(
    new ConfigError('CORTEX_FAULTS: expected off when NODE_ENV is production, came on: no faults are injected there'),
  );
});
