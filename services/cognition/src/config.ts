import {
  type BackgroundTasksOptions,
  loadSecrets,
  readConfig,
  type ServiceConfig,
  serviceConfig,
  serviceVariables,
  workerCount,
} from '@cortex/runtime';
import type { CallLimits } from '@cortex/runtime/mcp-client';
import { z } from 'zod';

const DEFAULT_PORT = 9100;

/** Workers for each core, as the guide has them. */
const WORKERS_PER_CORE = 2;

const variables = z.object({
  ...serviceVariables(DEFAULT_PORT),
  MEMORY_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:9000'),
  COGNITION_WORKERS: workerCount(WORKERS_PER_CORE),
});

export interface Limits {
  /** Limits of the calls to the memory service. */
  memory: Partial<CallLimits>;
  /** How many contexts are generated at once, and how many may wait. */
  queue: Pick<BackgroundTasksOptions, 'workers' | 'maxWaiting'>;
}

/** Limits, which are the same in every environment. An attempt at the memory service is shorter than a call of this service, which leaves time for another attempt. */
export const LIMITS: Limits = {
  memory: { attemptMilliseconds: 1_500 },
  queue: { workers: 10, maxWaiting: 500 },
};

export interface CognitionConfig {
  service: ServiceConfig;
  logLevel: string;
  /** The number of processes that serve together. */
  workers: number;
  memoryUrl: string;
  /** The key of the tokens that services send each other. */
  internalSecret: string;
  limits: Limits;
}

/** Reads the configuration from the environment. Throws an error that lists all invalid variables. */
export function readCognitionConfig(env: NodeJS.ProcessEnv): CognitionConfig {
  const values = readConfig(variables, env);
  const { NODE_ENV: environment, CORTEX_HOME: home } = values;
  const secrets = loadSecrets({ environment, home, names: ['CORTEX_INTERNAL_SECRET'], env });
  return {
    service: serviceConfig(values),
    logLevel: values.LOG_LEVEL,
    workers: values.COGNITION_WORKERS,
    memoryUrl: values.MEMORY_URL,
    internalSecret: secrets.CORTEX_INTERNAL_SECRET,
    limits: LIMITS,
  };
}
