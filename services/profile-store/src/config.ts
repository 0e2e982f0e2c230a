import { join } from 'node:path';
import { readConfig, type ServiceConfig, serviceConfig, serviceVariables } from '@cortex/runtime';
import { z } from 'zod';
import type { RetentionLimits } from './store/retention.ts';

const DEFAULT_PORT = 4040;
const DEFAULT_CONSOLE_URL = 'http://127.0.0.1:3000';
const HOUR_MILLISECONDS = 3_600_000;
const MEGABYTE = 1024 * 1024;

const variables = z.object({
  ...serviceVariables(DEFAULT_PORT),
  CORTEX_CONSOLE_URL: z
    .url({ protocol: /^https?$/, error: 'expected an http or https URL' })
    .default(DEFAULT_CONSOLE_URL),
  CORTEX_PROFILE_RETENTION_HOURS: z.coerce.number('expected a number of hours').positive().default(72),
  CORTEX_PROFILE_RETENTION_MEGABYTES: z.coerce.number('expected a number of megabytes').min(16).default(1024),
});

export interface ProfileStoreConfig {
  service: ServiceConfig;
  logLevel: string;
  databaseFile: string;
  /** The console's page of profiles. */
  profilesPage: string;
  retention: RetentionLimits;
}

/** Reads the configuration from the environment. Throws an error that lists all invalid variables. */
export function readProfileStoreConfig(env: NodeJS.ProcessEnv): ProfileStoreConfig {
  const values = readConfig(variables, env);
  return {
    service: serviceConfig(values),
    logLevel: values.LOG_LEVEL,
    databaseFile: join(values.CORTEX_HOME, 'data', 'profiles', 'profiles.db'),
    profilesPage: `${values.CORTEX_CONSOLE_URL.replace(/\/+$/, '')}/profiles`,
    retention: {
      maxAgeMilliseconds: values.CORTEX_PROFILE_RETENTION_HOURS * HOUR_MILLISECONDS,
      maxBytes: values.CORTEX_PROFILE_RETENTION_MEGABYTES * MEGABYTE,
    },
  };
}
