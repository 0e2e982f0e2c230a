import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@cortex/trace-testing';
import { answer, type FlameGraphAnswer, totalsByFunction } from '../contract/pyroscope/querier.ts';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';
import { PrometheusClient } from '../platform/prometheus.ts';
import type { Burnt } from './apps/burner.ts';
import { BurnerProcess } from './apps/burner-process.ts';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';
const SERVICE = 'burner';
const INTERVAL_MILLISECONDS = 2000;
/** The most CPU time between two exports of a service that does nothing else. */
const IDLE_MILLISECONDS = 150;

let platform: StartedProcesses;
let prometheus: PrometheusClient;
let burner: BurnerProcess;
let hash: Burnt;
let sort: Burnt;
/** Before the requests, because the startup takes CPU time too, partly before the profiler runs. */
let baseline: CpuTimes;

beforeAll(async () => {
  platform = await new ProcessRunner().start();
  prometheus = new PrometheusClient(platform.urls.prometheus);
  burner = new BurnerProcess({
    OTEL_SERVICE_NAME: SERVICE,
    OTEL_EXPORTER_OTLP_ENDPOINT: platform.urls.collector,
    OTEL_METRIC_EXPORT_INTERVAL: String(INTERVAL_MILLISECONDS),
    OTEL_METRIC_EXPORT_TIMEOUT: String(INTERVAL_MILLISECONDS),
    CORTEX_PROFILES_INTERVAL: String(INTERVAL_MILLISECONDS),
  });
  await Promise.race([burnTwice(), burner.ended]);
});

async function burnTwice(): Promise<void> {
  await burner.url();
  baseline = await settledCpuTimes();
  [hash, sort] = await Promise.all([burn('/hash'), burn('/sort')]);
}

async function burn(path: string): Promise<Burnt> {
  return (await (await fetch(`${await burner.url()}${path}`)).json()) as Burnt;
}

afterAll(async () => {
  await burner?.stop();
  await platform?.stop();
});

async function cpuByFunction(selection: object): Promise<{ milliseconds: number; functions: Record<string, number> }> {
  const body = { profileTypeID: CPU, labelSelector: `{service_name="${SERVICE}"}`, ...selection };
  const { flamegraph } = await answer<{ flamegraph: FlameGraphAnswer }>(
    platform.urls.profiles,
    'SelectMergeStacktraces',
    body,
  );
  return { milliseconds: Number(flamegraph.total) / 1e6, functions: totalsByFunction(flamegraph) };
}

/** The profile of a trace once it has arrived completely: part of the CPU time is in a later export than the rest. */
function profileOf({ traceId, cpuMilliseconds }: Burnt) {
  return eventually(
    async () => {
      const profile = await cpuByFunction({ traceIdSelector: [traceId] });
      return profile.milliseconds > 0.85 * cpuMilliseconds ? profile : undefined;
    },
    { what: `85 % of the ${cpuMilliseconds} ms of CPU time of trace ${traceId} in the profile store` },
  );
}

test("each trace's flame graph shows its own function and not the other's", async () => {
  const [hashing, sorting] = [await profileOf(hash), await profileOf(sort)];
  expect(Object.keys(hashing.functions)).toContain('hashInvoices');
  expect(Object.keys(hashing.functions)).not.toContain('sortOrders');
  expect(Object.keys(sorting.functions)).toContain('sortOrders');
  expect(Object.keys(sorting.functions)).not.toContain('hashInvoices');
});

test('the CPU time of a trace is what its request used, within 15 %', async () => {
  for (const burnt of [hash, sort]) {
    const { milliseconds } = await profileOf(burnt);
    expect(Math.abs(milliseconds / burnt.cpuMilliseconds - 1)).toBeLessThan(0.15);
  }
});

interface CpuTimes {
  /** From Prometheus, in milliseconds. */
  measured: number;
  /** From all profiles, in milliseconds. */
  profiled: number;
}

function cpuTimes(): Promise<CpuTimes> {
  return eventually(
    async () => {
      const [series] = await prometheus.query(`process_cpu_seconds_total{job="${SERVICE}"}`);
      const { milliseconds } = await cpuByFunction({});
      return series === undefined || milliseconds === 0
        ? undefined
        : { measured: series.value * 1000, profiled: milliseconds };
    },
    { what: `CPU time of ${SERVICE} in Prometheus and in the profile store` },
  );
}

/** The CPU times after the startup, which on a slow machine appears in one of the two long before the other. */
function settledCpuTimes(): Promise<CpuTimes> {
  let earlier: CpuTimes | undefined;
  return eventually(
    async () => {
      const now = await cpuTimes();
      const [used, shown] = [now.measured - (earlier?.measured ?? 0), now.profiled - (earlier?.profiled ?? 0)];
      if (used === 0 || shown === 0) return undefined;
      earlier = now;
      if (Math.max(used, shown) > IDLE_MILLISECONDS)
        throw new Error(`between two exports profiles show ${shown} ms, Prometheus ${used} ms`);
      return now;
    },
    { what: `${SERVICE} to have started up`, timeoutMilliseconds: 40_000 },
  );
}

test('the CPU time of all profiles is what Prometheus has for the process, within 10 %', async () => {
  await eventually(
    async () => {
      const { measured, profiled } = await cpuTimes();
      const [used, shown] = [measured - baseline.measured, profiled - baseline.profiled];
      if (used < hash.cpuMilliseconds || Math.abs(shown / used - 1) >= 0.1)
        throw new Error(`profiles show ${shown} ms, Prometheus ${used} ms`);
      return true;
    },
    { what: 'profiles and process_cpu_seconds_total to agree' },
  );
});

test('the profiles of the services are there under their names', async () => {
  await eventually(
    async () => {
      const { names } = await answer<{ names: string[] }>(platform.urls.profiles, 'LabelValues', {
        name: 'service_name',
      });
      return ['core-api', 'memory-service', 'cognition-service'].every((name) => names.includes(name))
        ? true
        : undefined;
    },
    { what: 'profiles of the three services', timeoutMilliseconds: 40_000 },
  );
});

test('profiles from the time when the disk of the store is full arrive when there is space again', async () => {
  const pid = String(platform.pidOf('profile-store'));
  const limitFiles = (bytes: string) => execFileSync('prlimit', ['--pid', pid, `--fsize=${bytes}:`]);
  limitFiles('0');
  const burnt = await burn('/hash');
  try {
    await eventually(async () => (/otlp_http\/profiles.*\b503\b/.test(collectorLog()) ? true : undefined), {
      what: 'the Collector to be turned away by the store',
    });
  } finally {
    limitFiles('unlimited');
  }
  await profileOf(burnt);
  const dropped = collectorLog()
    .split('\n')
    .filter((line) => line.includes('otlp_http/profiles') && /dropping/i.test(line));
  expect(dropped).toEqual([]);
});

function collectorLog(): string {
  return readFileSync(join(platform.home, 'logs', 'collector.log'), 'utf8');
}
