import { readFileSync } from 'node:fs';
import type { PostgresServer } from '@cortex/memory/testing';
import { memoryOf } from '../../platform/limits/process-memory.ts';
import type { StartedProcesses } from '../../platform/process-runner.ts';
import { PrometheusClient } from '../../platform/prometheus.ts';
import { cpuMilliseconds } from '../overhead/process-usage.ts';

const MILLISECONDS_PER_TICK = 10;
/** The Collector's names of the items it receives. */
const ITEMS = { spans: 'spans', logRecords: 'log_records', profileSamples: 'profile_samples' } as const;

export type Item = keyof typeof ITEMS;

/** Leaves out the gateways, which receive a second time what an agent has received. */
const FIRST_COLLECTOR = 'instance!~"gateway-.*"';

/** The resources that a process has used since it started. */
export interface ProcessUsage {
  cpuMilliseconds: number;
  residentBytes: number;
  /** Bytes read by system calls, from sockets and files. */
  readBytes: number;
}

/** The resources that have been used up to a moment. */
export interface Look {
  milliseconds: number;
  processes: Record<string, ProcessUsage>;
  /** CPU time of everything on this machine. */
  machineMilliseconds: number;
  items: Record<Item, number>;
  /** Samples that Prometheus has appended. */
  samples: number;
}

export interface Looked {
  platform: StartedProcesses;
  postgres: PostgresServer | undefined;
}

export async function look({ platform, postgres }: Looked): Promise<Look> {
  const { supervisor, processes } = platform.state;
  const parts = Map.groupBy([...processes, { ...supervisor, name: 'supervisor' }], ({ name }) => partOf(name));
  const pids = Array.from(parts, ([name, its]) => [name, its.map(({ pid }) => pid)] as const);
  const ofPostgres = postgres === undefined ? [] : [['postgres', await pidsOf(postgres)] as const];
  const [items, samples] = await Promise.all([itemsOf(platform), samplesOf(platform)]);
  const usages = [...pids, ...ofPostgres].map(async ([name, its]) => [name, await usageOf(its)] as const);
  return {
    processes: Object.fromEntries(await Promise.all(usages)),
    milliseconds: performance.now(),
    machineMilliseconds: machineMilliseconds(),
    items,
    samples,
  };
}

/** `gateway-1` and `gateway-2` are one part. */
function partOf(process: string): string {
  return process.replace(/-\d+$/, '');
}

/** The number of series that one process of each service has, by service name. Another process adds as many. */
export async function seriesByService({ urls }: StartedProcesses): Promise<Record<string, number>> {
  const series = await new PrometheusClient(urls.prometheus).query(
    'count by (job) ({__name__=~".+", instance=~"[0-9a-f-]{36}"})',
  );
  return Object.fromEntries(series.map(({ labels, value }) => [labels.job ?? '', value]));
}

async function usageOf(pids: readonly number[]): Promise<ProcessUsage> {
  const cpu = await Promise.all(pids.map(cpuMilliseconds));
  return {
    cpuMilliseconds: sum(cpu),
    residentBytes: sum(pids.map((pid) => memoryOf(pid).resident)),
    readBytes: sum(pids.map(readBytesOf)),
  };
}

function readBytesOf(pid: number): number {
  return Number(/^rchar: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1]);
}

/** The server and its processes. None has ended meanwhile, because memory keeps its connections. */
async function pidsOf(postgres: PostgresServer): Promise<number[]> {
  const rows = await postgres.administer(
    "select pid from pg_stat_activity where pid <> pg_backend_pid() and backend_type <> 'autovacuum worker'",
  );
  const pids = rows.map(({ pid }) => Number(pid));
  return [...new Set(pids.map(parentOf)), ...pids];
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** The first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal. */
function machineMilliseconds(): number {
  const [, ...ticks] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/).map(Number);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = ticks;
  return (user + nice + system + irq + softirq + steal) * MILLISECONDS_PER_TICK;
}

async function itemsOf({ urls }: StartedProcesses): Promise<Record<Item, number>> {
  const prometheus = new PrometheusClient(urls.prometheus);
  const counts = Object.entries(ITEMS).map(async ([item, name]) => {
    const [series] = await prometheus.query(`sum(otelcol_receiver_accepted_${name}_total{${FIRST_COLLECTOR}})`);
    return [item, series?.value ?? 0] as const;
  });
  return Object.fromEntries(await Promise.all(counts)) as Record<Item, number>;
}

async function samplesOf({ urls }: StartedProcesses): Promise<number> {
  const text = await (await fetch(`${urls.prometheus}/metrics`)).text();
  return Number(/^prometheus_tsdb_head_samples_appended_total\{type="float"\} (\S+)$/m.exec(text)?.[1]);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
