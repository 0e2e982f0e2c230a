import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ServiceConfig } from '../http/service-options.ts';
import { portVariable } from './read-config.ts';

const REPOSITORY_HOME = fileURLToPath(new URL('../../../../.cortex', import.meta.url));
const BODY_LIMIT_BYTES = 1_048_576;
const STOP_TIMEOUT_MILLISECONDS = 5_000;

/** The environment variables every service reads, for its own `z.object({ ...serviceVariables(9100), ... })`. */
export function serviceVariables(defaultPort: number) {
  return {
    HOST: z.string().default('127.0.0.1'),
    PORT: portVariable.default(defaultPort),
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    CORTEX_HOME: z
      .string()
      .default(REPOSITORY_HOME)
      .transform((path) => resolve(path)),
  };
}

export function serviceConfig({ HOST, PORT }: { HOST: string; PORT: number }): ServiceConfig {
  return {
    host: HOST,
    port: PORT,
    bodyLimitBytes: BODY_LIMIT_BYTES,
    stopTimeoutMilliseconds: STOP_TIMEOUT_MILLISECONDS,
  };
}
