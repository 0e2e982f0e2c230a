/** What the machines are taken to be, and how they are used. */
export const ASSUMPTIONS = {
  machine: { cores: 16, memoryGigabytes: 64, diskTerabytes: 4, networkGigabits: 10 },
  /** The share of each machine that is planned with. */
  utilisation: 0.6,
  /** Machines of each tier that may be lost. */
  spareMachines: 1,
  retentionDays: { traces: 7, logs: 7, metrics: 7, profiles: 3, history: 30 },
  /** How often what is stored is stored, where more than one machine does. */
  copies: 2,
  /** JetStream's replicas of the stream, each of which does the work of one. */
  streamReplicas: 3,
  /** How often a process sends its metrics. */
  exportSeconds: 15,
  /** Prometheus' documentation says 1 to 2. */
  bytesPerSample: 2,
  /** Memory of a Prometheus for a series. */
  bytesPerSeries: 8_000,
  /** Memory of a gateway for a byte of a trace that waits, as it arrived. */
  bytesOfWaiting: 2,
  /** Of a PostgreSQL; each connection is a process of it. */
  connections: 1_000,
  /** The size of a cluster that Kubernetes' documentation supports. */
  nodesOfCluster: 5_000,
} as const;

export type Assumptions = typeof ASSUMPTIONS;

/** What settings of this repository bound; docs/limits.md lists them. */
export const SETTINGS = {
  /** Of a service, at one Collector. */
  seriesOfService: 30_000,
  connectionsOfMemory: 31,
  streamBytes: 2 ** 30,
  /** Of a gateway: traces that wait for its decision, and how long. */
  waitingTraces: 50_000,
  decisionSeconds: 15,
} as const;

const ENGINES = ['traces', 'logs', 'metrics', 'profiles', 'admission'] as const;
const DIVIDED_BY_USER = ['stream', 'primary', 'connections'] as const;

export type LimitName = (typeof ENGINES | typeof DIVIDED_BY_USER)[number] | 'cluster';

export interface Load {
  inputsPerSecond: number;
  /** The share of traces that the gateways store. */
  storedShare: number;
  /** What is still one of its kind at this load; whatever else reaches its limit has been replaced by an engine of many machines. */
  single: readonly LimitName[];
}

export const LOADS: readonly Load[] = [
  { inputsPerSecond: 1_000, storedShare: 0.1, single: [...ENGINES, ...DIVIDED_BY_USER, 'cluster'] },
  { inputsPerSecond: 100_000, storedShare: 0.01, single: [...DIVIDED_BY_USER, 'cluster'] },
  { inputsPerSecond: 10_000_000, storedShare: 0.001, single: ['cluster'] },
];
