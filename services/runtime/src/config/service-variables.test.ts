import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { readConfig } from './read-config.ts';
import { serviceConfig, serviceVariables } from './service-variables.ts';

const configOf = (env: Record<string, string>) => serviceConfig(readConfig(z.object(serviceVariables(9_000)), env));

test('faults are not taken unless that is asked for', () => {
  expect(configOf({}).takesFaults).toBe(false);
  expect(configOf({ CORTEX_FAULTS: 'on' }).takesFaults).toBe(true);
});

test('a service that is to take faults in production does not start', () => {
  expect(() => configOf({ CORTEX_FAULTS: 'on', NODE_ENV: 'production' })).toThrow(
    new ConfigError('CORTEX_FAULTS: expected off when NODE_ENV is production, came on: no faults are injected there'),
  );
});
