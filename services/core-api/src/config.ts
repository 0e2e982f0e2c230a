import { resolve } from 'node:path';
import {
  loadSecrets,
  readConfig,
  type ServiceConfig,
  serviceConfig,
  serviceVariables,
  type TrustedProxies,
  trustedProxies,
  workerCount,
} from '@cortex/runtime';
import { z } from 'zod';
import type { LoginLimits } from './auth/login.ts';
import { type NatsLocation, natsLocation, streamReplicas } from './events/nats/location.ts';
import type { EventsLimits } from './events/open-event-bus.ts';
import type { WorkLimits } from './input/work-limits.ts';

const DEFAULT_PORT = 8000;
/** What `auto` means: the guide's number. */
const WORKERS_PER_CORE = 2;
const MINUTE = 60_000;
const KIBIBYTE = 1024;

const variables = z.object({
  ...serviceVariables(DEFAULT_PORT),
  MEMORY_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:9000'),
  COGNITION_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:9100'),
  CORE_API_WORKERS: workerCount(WORKERS_PER_CORE),
  CORTEX_USERS_FILE: z.string().optional(),
  CORTEX_EVENTS_URL: natsLocation.optional(),
  CORTEX_EVENTS_REPLICAS: streamReplicas.optional(),
  CORTEX_TRUSTED_PROXIES: z.string().default('').transform(readProxies),
});

/** Limits, which are the same in every environment. */
export const LIMITS = {
  tokenLifetimeSeconds: 3600,
  login: {
    maxWaiting: 500,
    maxWaitingPerNetwork: 100,
    failures: {
      firstDelayMilliseconds: 1_000,
      windowMilliseconds: 15 * MINUTE,
      maxEntries: 10_000,
      maxKnown: 10_000,
      userOnNetwork: { free: 5, longestDelayMilliseconds: MINUTE },
      user: { free: 20, longestDelayMilliseconds: 10_000 },
      network: { free: 50, longestDelayMilliseconds: 10_000 },
      all: { free: 1_000, longestDelayMilliseconds: 1_000 },
    },
  },
  /** An event with its context can have 400 KiB, and a stream must be able to take it together with a whole replay. */
  stream: { queueLimitBytes: 1024 * KIBIBYTE },
  events: {
    replay: { maxEvents: 100, maxBytes: 256 * KIBIBYTE },
    maxIdleUsers: 10_000,
    maxIdleBytes: 32 * 1024 * KIBIBYTE,
    idleMilliseconds: 5 * MINUTE,
    maxStreamsPerUser: 250,
    maxStreams: 1000,
    maxChannelBytes: 32 * 1024 * KIBIBYTE,
    nats: {
      /** Twice as long as a stream lasts, so that no quiet stream is sent a gap. */
      keptMilliseconds: 120 * MINUTE,
      keptBytes: 1024 * 1024 * KIBIBYTE,
      outbox: { maxEvents: 10_000, maxBytes: 32 * 1024 * KIBIBYTE, maxMilliseconds: MINUTE },
      drainMilliseconds: 1_500,
      gapMilliseconds: 500,
    },
  },
  work: {
    workers: 10,
    maxWaiting: 250,
    holdMilliseconds: 10_000,
    requestMilliseconds: 15_000,
    drainMilliseconds: 3000,
  },
  contextItems: 5,
} satisfies Limits;

export interface Limits {
  tokenLifetimeSeconds: number;
  login: LoginLimits;
  stream: { queueLimitBytes: number };
  events: EventsLimits;
  work: WorkLimits;
  contextItems: number;
}

export interface CoreApiConfig {
  /** The proxies whose X-Forwarded-For is trusted. */
  trustedProxies: TrustedProxies;
  service: ServiceConfig;
  environment: 'development' | 'test' | 'production';
  logLevel: string;
  /** Processes that serve together. */
  workers: number;
  memoryUrl: string;
  cognitionUrl: string;
  /** The NATS server; undefined keeps events in the process. */
  eventsLocation: NatsLocation | undefined;
  /** An absolute path. */
  usersFile: string | undefined;
  /** Sign the tokens of users, and those for other services. */
  secrets: { user: string; internal: string };
  limits: Limits;
}

function readProxies(text: string, context: z.RefinementCtx): TrustedProxies {
  const entries = text.split(',').flatMap((entry) => entry.trim() || []);
  try {
    return trustedProxies(entries);
  } catch {
    context.addIssue('IP addresses and networks, separated by commas, such as 10.0.0.0/8,192.0.2.7');
    return z.NEVER;
  }
}

/** Reads the configuration from the environment. Throws a {@link ConfigError} that lists all invalid variables. */
export function readCoreApiConfig(env: NodeJS.ProcessEnv): CoreApiConfig {
  const values = readConfig(variables, env);
  const { NODE_ENV: environment, CORTEX_HOME: home } = values;
  const secrets = loadSecrets({ environment, home, names: ['CORTEX_JWT_SECRET', 'CORTEX_INTERNAL_SECRET'], env });
  return {
    service: serviceConfig(values),
    environment,
    logLevel: values.LOG_LEVEL,
    workers: values.CORE_API_WORKERS,
    memoryUrl: values.MEMORY_URL,
    cognitionUrl: values.COGNITION_URL,
    eventsLocation: values.CORTEX_EVENTS_URL && {
      ...values.CORTEX_EVENTS_URL,
      streamReplicas: values.CORTEX_EVENTS_REPLICAS,
    },
    // Relative to the home, because the working directory depends on how the service is started.
    usersFile: values.CORTEX_USERS_FILE && resolve(home, values.CORTEX_USERS_FILE),
    secrets: { user: secrets.CORTEX_JWT_SECRET, internal: secrets.CORTEX_INTERNAL_SECRET },
    trustedProxies: values.CORTEX_TRUSTED_PROXIES,
    limits: LIMITS,
  };
}
