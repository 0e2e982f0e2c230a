import { join } from 'node:path';
import { loadSecrets, readConfig, type ServiceConfig, serviceConfig, serviceVariables } from '@cortex/runtime';
import { z } from 'zod';
import { type DatabaseLocation, databaseUrl } from './database/location.ts';

const DEFAULT_PORT = 9000;

const variables = z.object({ ...serviceVariables(DEFAULT_PORT), DATABASE_URL: databaseUrl.optional() });

export interface MemoryConfig {
  service: ServiceConfig;
  logLevel: string;
  database: DatabaseLocation;
  /** Key of the tokens other services show. */
  internalSecret: string;
}

/** Reads the environment once. Throws an error that lists every wrong variable. */
export function readMemoryConfig(env: NodeJS.ProcessEnv): MemoryConfig {
  const values = readConfig(variables, env);
  const { NODE_ENV: environment, CORTEX_HOME: home } = values;
  const secrets = loadSecrets({ environment, home, names: ['CORTEX_INTERNAL_SECRET'], env });
  return {
    service: serviceConfig(values),
    logLevel: values.LOG_LEVEL,
    database: values.DATABASE_URL ?? { kind: 'sqlite', path: join(home, 'memory.db') },
    internalSecret: secrets.CORTEX_INTERNAL_SECRET,
  };
}
