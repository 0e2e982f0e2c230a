import type { VariantFigures } from '../figures.ts';
import { number } from '../sections/table.ts';
import { type Assumptions, type Load, SETTINGS } from './assumptions.ts';
import type { Demand } from './demand.ts';

/** Services that scale by adding processes. */
export const SERVICES = ['core-api', 'cognition-service', 'memory-service'] as const;
const SECONDS_OF_DAY = 86_400;
const MILLI = 1e3;
const GIGA = 1e9;
const TERA = 1e12;

export interface Tier {
  name: string;
  demand: Demand;
  /** The factors of the demand, as text. */
  arithmetic: string[];
}

export interface Situation {
  figures: VariantFigures;
  load: Load;
  assumptions: Assumptions;
}

/** The demand of each tier at a load. */
export function tiersFor(situation: Situation): Tier[] {
  return [
    ...SERVICES.map((name) => processTier(name, situation)),
    processTier('collector', situation),
    gateways(situation),
    traces(situation),
    metrics(situation),
    logs(situation),
    profiles(situation),
    events(situation),
    database(situation),
  ];
}

/** The number of processes, each with one event loop that is busy for the planned part of a core. */
export function processesOf(name: string, { figures, load, assumptions }: Situation): number {
  const busyCores = (load.inputsPerSecond * costOf(name, figures).cpuMilliseconds) / MILLI;
  return Math.ceil(busyCores / assumptions.utilisation);
}

/** The number of processes of all services. */
export function allProcessesOf(situation: Situation): number {
  return SERVICES.reduce((sum, name) => sum + processesOf(name, situation), 0);
}

/** The number of series of all processes of the services. */
export function seriesOf(situation: Situation): number {
  return SERVICES.reduce((sum, name) => sum + processesOf(name, situation) * (situation.figures.series[name] ?? 0), 0);
}

/** The cost of a part. A cost too small to be measured can come out below zero, which counts as none. */
export function costOf(name: string, { processes }: VariantFigures) {
  const cost = processes[name];
  if (cost === undefined) throw new Error(`expected figures of ${name} among those of ${Object.keys(processes)}`);
  return { ...cost, cpuMilliseconds: Math.max(0, cost.cpuMilliseconds.median) };
}

function processTier(name: string, situation: Situation): Tier {
  const { figures, load } = situation;
  const { cpuMilliseconds, idleCores, loadMegabytes, readBytes } = costOf(name, figures);
  const rate = load.inputsPerSecond;
  const processes = processesOf(name, situation);
  return {
    name,
    demand: {
      cores: (rate * cpuMilliseconds) / MILLI + processes * idleCores,
      memoryGigabytes: (processes * loadMegabytes) / MILLI,
      diskTerabytes: 0,
      networkGigabits: (rate * readBytes * 8) / GIGA,
    },
    arithmetic: [
      `${number(cpuMilliseconds)} ms of CPU an input`,
      `${number(processes)} processes of ${loadMegabytes} MB`,
    ],
  };
}

/** Traces wait in a gateway's memory for the decision. Large ones fill it before as many wait as may. */
function gateways({ figures, load, assumptions }: Situation): Tier {
  const { cpuMilliseconds, readBytes } = costOf('gateway', figures);
  const { decisionSeconds, waitingTraces, gatewayBytes } = SETTINGS;
  const rate = load.inputsPerSecond;
  const cores = (rate * cpuMilliseconds) / MILLI;
  const waiting = rate * decisionSeconds;
  const bytesOfTrace = readBytes * assumptions.bytesOfWaiting;
  const traces = Math.min(waitingTraces, Math.floor(gatewayBytes / bytesOfTrace));
  const processes = Math.ceil(Math.max(cores, waiting / traces) / assumptions.utilisation);
  return {
    name: 'gateways',
    demand: {
      cores,
      memoryGigabytes: (waiting * bytesOfTrace) / GIGA,
      diskTerabytes: 0,
      networkGigabits: (rate * readBytes * 8) / GIGA,
    },
    arithmetic: [
      `${number(cpuMilliseconds)} ms an input`,
      `${number(waiting)} traces of ${number(readBytes)} B wait ${decisionSeconds} s, ${number(traces)} at each of ${number(processes)} gateways at most`,
    ],
  };
}

/** @param share the part of the inputs whose data is stored */
function storeTier(
  name: string,
  { process, bytes, days, share }: { process: string; bytes: number; days: number; share: number },
  { figures, load, assumptions }: Situation,
): Tier {
  const { cpuMilliseconds, loadMegabytes, readBytes } = costOf(process, figures);
  const stored = load.inputsPerSecond * share;
  return {
    name,
    demand: {
      cores: (stored * cpuMilliseconds * assumptions.copies) / MILLI,
      memoryGigabytes: loadMegabytes / MILLI,
      diskTerabytes: (stored * bytes * days * SECONDS_OF_DAY * assumptions.copies) / TERA,
      networkGigabits: (stored * readBytes * assumptions.copies * 8) / GIGA,
    },
    arithmetic: [
      ...(share < 1 ? [`${number(share * 100)} % of the traces`] : []),
      `${number(cpuMilliseconds)} ms and ${number(bytes)} B for each`,
      `${days} days`,
      `${assumptions.copies} copies`,
    ],
  };
}

function traces(situation: Situation): Tier {
  const { figures, load, assumptions } = situation;
  const bytes = figures.storedBytes['jaeger (Badger)']?.median ?? 0;
  const options = { process: 'jaeger', bytes, days: assumptions.retentionDays.traces, share: load.storedShare };
  return storeTier('traces', options, situation);
}

function logs(situation: Situation): Tier {
  const { figures, assumptions } = situation;
  const bytes = figures.storedBytes.logs?.median ?? 0;
  return storeTier('logs', { process: 'logs', bytes, days: assumptions.retentionDays.logs, share: 1 }, situation);
}

/** The demand for metrics grows with the processes, not with the inputs. */
function metrics(situation: Situation): Tier {
  const { figures, assumptions } = situation;
  const { bytesPerSeries, bytesPerSample, exportSeconds, retentionDays, copies } = assumptions;
  const series = seriesOf(situation);
  const samples = series / exportSeconds;
  const millisecondsPerSample = (costOf('prometheus', figures).idleCores * MILLI) / figures.samplesPerSecond;
  return {
    name: 'metrics',
    demand: {
      cores: (samples * millisecondsPerSample * copies) / MILLI,
      memoryGigabytes: (series * bytesPerSeries * copies) / GIGA,
      diskTerabytes: (samples * bytesPerSample * retentionDays.metrics * SECONDS_OF_DAY * copies) / TERA,
      networkGigabits: 0,
    },
    arithmetic: [
      `${number(series)} series of the services' processes`,
      `${number(bytesPerSeries / MILLI)} kB of memory each`,
      `a sample every ${exportSeconds} s`,
      `${copies} copies`,
    ],
  };
}

/** The demand for profiles grows with the processes, too. */
function profiles(situation: Situation): Tier {
  const { figures, assumptions } = situation;
  const { copies, retentionDays } = assumptions;
  const processes = allProcessesOf(situation);
  const bytesPerSecond = processes * figures.profileBytesPerSecond;
  const { loadMegabytes } = costOf('profile-store', figures);
  return {
    name: 'profiles',
    demand: {
      cores: processes * figures.profileCores * copies,
      memoryGigabytes: loadMegabytes / MILLI,
      diskTerabytes: (bytesPerSecond * retentionDays.profiles * SECONDS_OF_DAY * copies) / TERA,
      networkGigabits: 0,
    },
    arithmetic: [
      `${number(processes)} processes at ${number(figures.profileBytesPerSecond)} B/s and ${number(figures.profileCores * 100)} % of a core`,
      `${retentionDays.profiles} days`,
      `${copies} copies`,
    ],
  };
}

function events({ figures, load, assumptions }: Situation): Tier {
  const { cpuMilliseconds, loadMegabytes, readBytes } = costOf('nats', figures);
  const { streamReplicas: replicas } = assumptions;
  const all = load.inputsPerSecond * replicas;
  const bytes = eventBytes(figures);
  return {
    name: 'events (NATS)',
    demand: {
      cores: (all * cpuMilliseconds) / MILLI,
      memoryGigabytes: (replicas * loadMegabytes) / MILLI,
      diskTerabytes: 0,
      networkGigabits: (all * readBytes * 8) / GIGA,
    },
    arithmetic: [`${number(cpuMilliseconds)} ms an input`, `${replicas} replicas`, `${number(bytes)} B an input`],
  };
}

/** How long an event can be replayed: until one NATS stream is full of newer ones. */
export function secondsOfReplay(inputsPerSecond: number, figures: VariantFigures): number {
  return SETTINGS.streamBytes / eventBytes(figures) / inputsPerSecond;
}

/** Bytes of an input's events in NATS. */
function eventBytes({ storedBytes }: VariantFigures): number {
  return storedBytes['nats (JetStream)']?.median ?? 0;
}

function database(situation: Situation): Tier {
  const { figures, assumptions } = situation;
  const bytes = figures.storedBytes['memory (PostgreSQL)']?.median ?? 0;
  const options = { process: 'postgres', bytes, days: assumptions.retentionDays.history, share: 1 };
  return storeTier('history (PostgreSQL)', options, situation);
}
