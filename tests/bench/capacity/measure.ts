import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresServer } from '@cortex/memory/testing';
import { ProcessRunner, type StartedProcesses } from '../../platform/process-runner.ts';
import { PrometheusClient } from '../../platform/prometheus.ts';
import { untilQueueIsEmpty } from '../backlog/drain.ts';
import { difference, type Measurement } from './difference.ts';
import { type Look, look, seriesByService } from './look.ts';
import { type Stored, storedBytes } from './stores.ts';
import { Users } from './users.ts';
import { postgresFor, type Variant } from './variants.ts';

/** A first start builds the backends. */
const START_TIMEOUT_MILLISECONDS = 40 * 60_000;
/** V8 has compiled what is hot after some thousand inputs. */
const WARM_UP_SECONDS = 30;
/** The time for work that inputs leave behind, such as exports and garbage collection. */
const SETTLE_MILLISECONDS = 5_000;
/** The time of three exports of metrics. */
const IDLE_MILLISECONDS = 15_000;
/** Queues that are empty once the telemetry of the inputs is stored. That of Prometheus never is: metrics come all the time. */
const QUEUES = ['otlp_grpc/jaeger', 'otlp_http/logs'];

export interface MeasureOptions {
  variant: Variant;
  /** Inputs a second. */
  rate: number;
  seconds: number;
  signal: AbortSignal;
}

/** Starts a stack, measures it and stops it. */
export async function measure(options: MeasureOptions): Promise<Measurement> {
  const { variant, signal } = options;
  await using home = await mkdtempDisposable(join(tmpdir(), 'cortex-capacity-'));
  await using postgres = await postgresFor(variant);
  const databaseUrl = await postgres?.createDatabase();
  const { args } = variant;
  const env = { ...variant.env, ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }) };
  const platform = await start(home.path, { args, env, signal });
  const { stored, ...rest } = await inspect({ platform, postgres, ...options })
    .catch((error) => {
      throw signal.aborted ? signal.reason : error;
    })
    .finally(() => platform.stop());
  return { ...rest, stored: { ...storedBytes(home.path), ...stored } };
}

/** Bytes of the stores of a stack that got no inputs. */
export async function emptyStores(signal: AbortSignal): Promise<Stored> {
  await using home = await mkdtempDisposable(join(tmpdir(), 'cortex-capacity-'));
  const platform = await start(home.path, { args: [], env: {}, signal });
  await pause(SETTLE_MILLISECONDS, undefined, { signal }).finally(() => platform.stop());
  return storedBytes(home.path);
}

function start(
  home: string,
  { args, env, signal }: Pick<Variant, 'args' | 'env'> & { signal: AbortSignal },
): Promise<StartedProcesses> {
  const startTimeoutMilliseconds = START_TIMEOUT_MILLISECONDS;
  return new ProcessRunner({ home, args: [...args], env, signal, startTimeoutMilliseconds }).start();
}

interface InspectOptions extends MeasureOptions {
  platform: StartedProcesses;
  postgres: PostgresServer | undefined;
}

async function inspect(options: InspectOptions): Promise<Measurement> {
  const { platform, postgres, rate, seconds, signal } = options;
  const looked = { platform, postgres };
  const startedAt = performance.now();
  const emptyDatabase = await databaseBytes(postgres);
  using users = await Users.open(platform);
  await users.send({ count: Math.round(rate * WARM_UP_SECONDS), rate, signal });
  await untilTelemetryIsStored(options);
  const rested: [Look, Look] = [await look(looked), await lookAfter(IDLE_MILLISECONDS, options)];
  const warmUpInputs = users.sent;
  await users.send({ count: Math.round(rate * seconds), rate, signal });
  const loaded = await look(looked);
  await untilTelemetryIsStored(options);
  const after = await look(looked);
  return {
    ...difference({ idle: rested, load: [rested[1], loaded, after], inputs: users.sent - warmUpInputs }),
    life: { inputs: users.sent, seconds: (performance.now() - startedAt) / 1000 },
    series: await seriesByService(platform),
    stored: { 'memory (PostgreSQL)': (await databaseBytes(postgres)) - emptyDatabase },
  };
}

async function lookAfter(milliseconds: number, { platform, postgres, signal }: InspectOptions): Promise<Look> {
  await pause(milliseconds, undefined, { signal });
  return look({ platform, postgres });
}

async function untilTelemetryIsStored({ platform, variant, signal }: InspectOptions): Promise<void> {
  await pause(SETTLE_MILLISECONDS + variant.decisionMilliseconds, undefined, { signal });
  const prometheus = new PrometheusClient(platform.urls.prometheus);
  await Promise.all(QUEUES.map((queue) => untilQueueIsEmpty({ prometheus }, queue)));
}

async function databaseBytes(postgres: PostgresServer | undefined): Promise<number> {
  if (postgres === undefined) return 0;
  const [row] = await postgres.administer('select sum(pg_database_size(datname)) as bytes from pg_database');
  return Number(row?.bytes);
}
