import { LOG_EVENT_HEALTH_CHANGED } from '@cortex/signals/contract';
import { suppressTracing } from '@cortex/telemetry';
import { context } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { reasonOf } from '../errors/reason-of.ts';
import type { HealthCheck } from './health-check.ts';

const CACHE_MILLISECONDS = 1_500;
const CHECK_TIMEOUT_MILLISECONDS = 2_000;

export type HealthStatus = 'healthy' | 'unhealthy';

export interface HealthReport {
  /** Degraded: only optional dependencies are unhealthy, so the service works, if less well. */
  status: HealthStatus | 'degraded';
  checks: Record<string, HealthStatus>;
  /** When the checks ran, ISO 8601. */
  timestamp: string;
}

export interface HealthOptions {
  checks: HealthCheck[];
  logger: Logger;
  cacheMilliseconds?: number;
  checkTimeoutMilliseconds?: number;
}

export interface Health {
  /** Checks all dependencies. */
  all(): Promise<HealthReport>;
  /** Checks the required dependencies only, without waiting for the others. */
  required(): Promise<HealthReport>;
}

/** Reports on the dependencies. A report is shared by all who ask while it is made and until it is stale, so that frequent requests cost them nothing. */
export function createHealth(options: HealthOptions): Health {
  const {
    checks,
    logger,
    cacheMilliseconds = CACHE_MILLISECONDS,
    checkTimeoutMilliseconds = CHECK_TIMEOUT_MILLISECONDS,
  } = options;
  const known = new Map<string, HealthStatus>();

  const note = (name: string, status: HealthStatus, reason?: unknown) => {
    if (known.get(name) !== status && (reason || known.has(name))) {
      logger[status === 'healthy' ? 'info' : 'warn'](
        { check: name, state: status, ...(reason !== undefined && { cause: reasonOf(reason) }) },
        LOG_EVENT_HEALTH_CHANGED,
      );
    }
    known.set(name, status);
    return [name, status] as const;
  };
  const run = async ({ name, check }: HealthCheck) => {
    try {
      // Checks run every few seconds and would fill the trace store with traces that nobody looks at.
      await context.with(suppressTracing(context.active()), withinTime, undefined, check, checkTimeoutMilliseconds);
      return note(name, 'healthy');
    } catch (error) {
      return note(name, 'unhealthy', error);
    }
  };
  const reportOn = (reported: HealthCheck[]) =>
    shared(async () => toReport(reported, await Promise.all(reported.map(run))), cacheMilliseconds);
  return { all: reportOn(checks), required: reportOn(checks.filter(({ isRequired = true }) => isRequired)) };
}

/** Runs `make` once for all who ask meanwhile, and again once the result is stale. */
function shared<Made>(make: () => Promise<Made>, milliseconds: number): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  let staleAt = 0;
  const makeAgain = async () => {
    const result = await make();
    staleAt = performance.now() + milliseconds;
    return result;
  };
  return () => {
    if (!made || performance.now() >= staleAt) {
      staleAt = Number.POSITIVE_INFINITY;
      made = makeAgain();
    }
    return made;
  };
}

function toReport(checks: HealthCheck[], statuses: (readonly [string, HealthStatus])[]): HealthReport {
  const results: Record<string, HealthStatus> = Object.fromEntries(statuses);
  const unhealthy = checks.filter(({ name }) => results[name] === 'unhealthy');
  return { status: overall(unhealthy), checks: results, timestamp: new Date().toISOString() };
}

function overall(unhealthy: HealthCheck[]): HealthReport['status'] {
  if (unhealthy.length === 0) return 'healthy';
  return unhealthy.some(({ isRequired = true }) => isRequired) ? 'unhealthy' : 'degraded';
}

async function withinTime(check: HealthCheck['check'], milliseconds: number): Promise<void> {
  const signal = AbortSignal.timeout(milliseconds);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`No answer within ${milliseconds} ms`)));
  });
  await Promise.race([check(signal), late]);
}
