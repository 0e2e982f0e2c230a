import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ServiceConfig } from '../http/service-options.ts';
import { ConfigError } from './config-error.ts';
import { portVariable } from './read-config.ts';

const REPOSITORY_HOME = fileURLToPath(new URL('../../../../.cortex', import.meta.url));
const HOST_NAME = /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/;
const BODY_LIMIT_BYTES = 1_048_576;
const STOP_TIMEOUT_MILLISECONDS = 5_000;

/** Host names as in a Host header, without port. */
const allowedHosts = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim().toLowerCase()))
  .refine((names) => names.every((name) => HOST_NAME.test(name)), {
    error: 'host names without scheme and port, separated by commas, such as memory,memory.internal',
  });

/** The environment variables that every service reads: `z.object({ ...serviceVariables(9100), ... })`. */
export function serviceVariables(defaultPort: number) {
  return {
    HOST: z.string().default('127.0.0.1'),
    PORT: portVariable.default(defaultPort),
    CORTEX_ALLOWED_HOSTS: allowedHosts.default([]),
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    CORTEX_FAULTS: z.enum(['on', 'off']).default('off'),
    CORTEX_HOME: z
      .string()
      .default(REPOSITORY_HOME)
      .transform((path) => resolve(path)),
  };
}

interface ServiceValues {
  HOST: string;
  PORT: number;
  CORTEX_ALLOWED_HOSTS: string[];
  CORTEX_FAULTS: 'on' | 'off';
  NODE_ENV: string;
}

/** Converts those variables into options of `startService`. Throws a {@link ConfigError} when they contradict each other. */
export function serviceConfig(values: ServiceValues): ServiceConfig {
  const { HOST, PORT, CORTEX_ALLOWED_HOSTS, CORTEX_FAULTS, NODE_ENV } = values;
  if (CORTEX_FAULTS === 'on' && NODE_ENV === 'production') {
    throw new ConfigError(
      'CORTEX_FAULTS: expected off when NODE_ENV is production, came on: no faults are injected there',
    );
  }
  return {
    host: HOST,
    port: PORT,
    allowedHosts: CORTEX_ALLOWED_HOSTS,
    bodyLimitBytes: BODY_LIMIT_BYTES,
    stopTimeoutMilliseconds: STOP_TIMEOUT_MILLISECONDS,
    takesFaults: CORTEX_FAULTS === 'on',
  };
}
