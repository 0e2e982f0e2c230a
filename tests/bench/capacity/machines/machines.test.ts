import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { parse } from 'yaml';
import type { VariantFigures } from '../figures.ts';
import { ASSUMPTIONS, type Load, SETTINGS } from './assumptions.ts';
import { machinesFor } from './demand.ts';
import { firstBottleneck, limitsOf } from './limits.ts';
import { manyMachines } from './many-machines.ts';
import { processesOf, type Situation, seriesOf, tiersFor } from './tiers.ts';

const NOTHING = { cores: 0, memoryGigabytes: 0, diskTerabytes: 0, networkGigabits: 0 };
const assumptions = {
  ...ASSUMPTIONS,
  machine: { cores: 10, memoryGigabytes: 100, diskTerabytes: 2, networkGigabits: 10 },
  utilisation: 0.5,
  spareMachines: 1,
  copies: 2,
} as unknown as typeof ASSUMPTIONS;
const small: Load = { inputsPerSecond: 1_000, storedShare: 1, single: [] };

const once = (median: number) => ({ median, min: median, max: median });

function cost(milliseconds: number) {
  return {
    cpuMilliseconds: once(milliseconds),
    idleCores: 0,
    idleMegabytes: 100,
    loadMegabytes: 200,
    readBytes: 1_000,
  };
}

const figures: VariantFigures = {
  processes: {
    'core-api': cost(5),
    'cognition-service': cost(4),
    'memory-service': cost(5),
    collector: cost(1),
    gateway: cost(0.5),
    jaeger: cost(2),
    prometheus: { ...cost(0), idleCores: 0.01 },
    logs: cost(0.2),
    'profile-store': cost(0.15),
    nats: cost(0.16),
    postgres: cost(0.6),
  },
  items: { spans: once(20), logRecords: once(5), profileSamples: once(5) },
  samplesPerSecond: 500,
  series: { 'core-api': 900, 'cognition-service': 600, 'memory-service': 1_000, collector: 70 },
  storedBytes: {
    'jaeger (Badger)': once(25_000),
    logs: once(900),
    'memory (PostgreSQL)': once(1_500),
    'nats (JetStream)': once(1_000),
  },
  profileBytesPerSecond: 10_000,
  profileCores: 0.005,
};

function situation(load: Partial<Load> = {}): Situation {
  return { figures, load: { ...small, ...load }, assumptions };
}

const tier = (name: string, load?: Partial<Load>) => {
  const found = tiersFor(situation(load)).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no tier ${name}`);
  return found;
};

test('the resource with least to spare decides, and one machine more may be lost', () => {
  // 5 cores of each machine are planned with, and 1 TB.
  expect(machinesFor({ ...NOTHING, cores: 21 }, assumptions)).toEqual({ count: 6, by: 'cores' });
  expect(machinesFor({ ...NOTHING, cores: 21, diskTerabytes: 7 }, assumptions)).toEqual({
    count: 8,
    by: 'diskTerabytes',
  });
});

test('processes are as many as the CPU time of the inputs needs at the planned share of a core', () => {
  // 1,000 inputs of 5 ms are 5 cores.
  expect(processesOf('core-api', situation())).toBe(10);
  expect(tier('core-api').demand).toMatchObject({ cores: 5, memoryGigabytes: 2 });
});

test('series follow the processes', () => {
  expect(seriesOf(situation())).toBe(10 * 900 + 8 * 600 + 10 * 1_000);
});

test('the store of traces grows with the share that is stored, the retention and the copies', () => {
  // 100 traces a second of 25 kB, twice, for 7 days.
  expect(tier('traces', { storedShare: 0.1 }).demand.diskTerabytes).toBeCloseTo((100 * 25e3 * 2 * 7 * 86_400) / 1e12);
  expect(tier('traces', { storedShare: 0.1 }).demand.cores).toBeCloseTo(0.4);
  expect(tier('logs', { storedShare: 0.1 }).demand).toEqual(tier('logs', { storedShare: 1 }).demand);
});

test('how far one goes does not depend on the load', () => {
  const [at1k, at100k] = [situation(), situation({ inputsPerSecond: 100_000 })].map(limitsOf);
  for (const [index, { carries, name }] of (at1k ?? []).entries())
    expect([name, carries / (at100k?.[index]?.carries ?? 0)]).toEqual([name, expect.closeTo(1, 2)]);
});

test('one store of traces is full when its disk is, one stream when its leader is', () => {
  const limits = new Map(limitsOf(situation({ storedShare: 0.1 })).map((limit) => [limit.name, limit]));
  // 1 TB for 7 days.
  expect(limits.get('traces')).toMatchObject({
    by: 'disk space',
    carries: expect.closeTo(1e12 / (7 * 86_400 * 2_500), 3),
  });
  // 28 processes take 0.14 cores.
  expect(limits.get('profiles')?.carries).toBeCloseTo(500 / 0.14);
  // Half of a core.
  expect(limits.get('stream')?.carries).toBeCloseTo(500 / 0.16);
  // 30 processes of memory, of 1,000 series each, or 32 by their connections; each carries 100 inputs a second.
  expect(limits.get('admission')?.carries).toBe(3_000);
  expect(limits.get('connections')?.carries).toBe(3_200);
});

test('what costs nothing that can be measured bounds nothing', () => {
  const cheap = { ...figures.processes, nats: cost(-0.01) };
  const limits = limitsOf({ ...situation(), figures: { ...figures, processes: cheap } });
  expect(limits.find(({ name }) => name === 'stream')?.carries).toBe(Number.POSITIVE_INFINITY);
});

test('the first bottleneck is the least of those that are still one of their kind', () => {
  expect(firstBottleneck(situation({ storedShare: 0.1, single: ['traces', 'stream', 'cluster'] })).name).toBe('traces');
  expect(firstBottleneck(situation({ storedShare: 0.1, single: ['stream', 'cluster'] })).name).toBe('stream');
  expect(firstBottleneck(situation({ storedShare: 0.1, single: ['cluster'] })).name).toBe('cluster');
});

test('figures without a part that is needed are refused by its name', () => {
  const { nats: _, ...processes } = figures.processes;
  expect(() => tiersFor({ ...situation(), figures: { ...figures, processes } })).toThrow('expected figures of nats');
});

test('a stored trace of many machines costs what one of one machine does, span by span', () => {
  // Their Jaeger got a tenth of the traces, which have a quarter more spans.
  const many: VariantFigures = {
    ...figures,
    items: { ...figures.items, spans: once(25) },
    processes: { ...figures.processes, jaeger: cost(0.2) },
    storedBytes: { ...figures.storedBytes, 'jaeger (Badger)': once(2_500) },
  };
  const { processes, storedBytes } = manyMachines({ one: figures, sampled: figures, many });
  expect(processes.jaeger?.cpuMilliseconds.median).toBe(2.5);
  expect(storedBytes['jaeger (Badger)']?.median).toBe(31_250);
});

test('gateways hold the traces that wait, and are full by their memory or their number', () => {
  const { demand, arithmetic } = tier('gateways', { inputsPerSecond: 100_000 });
  // 1.5 million traces of 1 kB, with 3.5 bytes of memory for each; 50,000 at a gateway that is used to a half.
  expect(demand).toMatchObject({ cores: 50, memoryGigabytes: 5.25 });
  expect(arithmetic.at(-1)).toContain('50,000 at each of 100 gateways');
  const large = { ...figures.processes, gateway: { ...cost(0.5), readBytes: 11_504 } };
  const ofLarge = tiersFor({ ...situation({ inputsPerSecond: 100_000 }), figures: { ...figures, processes: large } });
  // Of 40,264 bytes each, 384 MiB have room for 10,000; a gateway that was filled with inputs of 24 spans refused at 9,940.
  expect(ofLarge.find(({ name }) => name === 'gateways')?.arithmetic.at(-1)).toContain(
    '10,000 at each of 300 gateways',
  );
});

test('what the Collectors admit is what their configuration says', () => {
  const { processors } = parse(readFileSync(join(repository, 'collector/config.yaml'), 'utf8'));
  expect(processors.metric_admission.max_series_per_sender).toBe(SETTINGS.seriesOfService);
  const { tail_sampling } = parse(readFileSync(join(repository, 'collector/sampling.yaml'), 'utf8')).processors;
  expect(tail_sampling.num_traces).toBe(SETTINGS.waitingTraces);
  const { memory_limiter } = parse(readFileSync(join(repository, 'collector/gateway.yaml'), 'utf8')).processors;
  expect((memory_limiter.limit_mib - memory_limiter.spike_limit_mib) * 2 ** 20).toBe(SETTINGS.gatewayBytes);
  expect(tail_sampling.decision_wait).toContain(`:-${SETTINGS.decisionSeconds}s}`);
});
