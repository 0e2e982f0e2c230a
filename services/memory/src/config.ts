import { join } from 'node:path';
import {
  ConfigError,
  loadSecrets,
  readConfig,
  type ServiceConfig,
  serviceConfig,
  serviceVariables,
  workerCount,
} from '@cortex/runtime';
import { z } from 'zod';
import { type DatabaseLocation, databaseUrl } from './database/location.ts';

const DEFAULT_PORT = 9000;

/** Workers for each core, as the guide has them. */
const WORKERS_PER_CORE = 1;

const variables = z.object({
  ...serviceVariables(DEFAULT_PORT),
  DATABASE_URL: databaseUrl.optional(),
  MEMORY_WORKERS: workerCount(WORKERS_PER_CORE),
});

export interface MemoryConfig {
  service: ServiceConfig;
  logLevel: string;
  /** The number of processes that serve together. */
  workers: number;
  database: DatabaseLocation;
  /** The key of the tokens that other services send. */
  internalSecret: string;
}

/** Reads the configuration from the environment. Throws an error that lists all invalid variables. */
export function readMemoryConfig(env: NodeJS.ProcessEnv): MemoryConfig {
  const values = readConfig(variables, env);
  const { NODE_ENV: environment, CORTEX_HOME: home } = values;
  const secrets = loadSecrets({ environment, home, names: ['CORTEX_INTERNAL_SECRET'], env });
  const database = values.DATABASE_URL ?? ({ kind: 'sqlite', path: join(home, 'memory.db') } as const);
  if (database.kind === 'sqlite') requireOneWorker(values.MEMORY_WORKERS);
  return {
    service: serviceConfig(values),
    logLevel: values.LOG_LEVEL,
    workers: values.MEMORY_WORKERS,
    database,
    internalSecret: secrets.CORTEX_INTERNAL_SECRET,
  };
}

/** With SQLite, the streams of one process would not learn what the others store. */
function requireOneWorker(workers: number): void {
  if (workers === 1) return;
  throw new ConfigError(
    `MEMORY_WORKERS: expected 1 with SQLite, came ${workers}: set DATABASE_URL to postgres://user:password@host:5432/database for more`,
  );
}
