/** The assumed machines, and how far they are used. */
export const ASSUMPTIONS = {
  machine: { cores: 16, memoryGigabytes: 64, diskTerabytes: 4, networkGigabits: 10 },
  /** The part of each machine that is planned with. */
  utilisation: 0.6,
  /** Machines that each tier has beyond its demand, so that as many may fail. */
  spareMachines: 1,
  retentionDays: { traces: 7, logs: 7, metrics: 7, profiles: 3, history: 30 },
  /** Copies of what is stored, where several machines store it. */
  copies: 2,
  /** JetStream's replicas of the NATS stream. Each does the work of one. */
  streamReplicas: 3,
  /** The interval at which a process sends its metrics. */
  exportSeconds: 15,
  /** Bytes of a sample on Prometheus' disk; its documentation says 1 to 2. */
  bytesPerSample: 2,
  /** Memory of Prometheus for each series. */
  bytesPerSeries: 8_000,
  /** Memory of a gateway for each byte of a waiting trace, as it arrived. */
  bytesOfWaiting: 3.5,
  /** The most connections of a PostgreSQL, which has a process for each. */
  connections: 1_000,
  /** The largest cluster that Kubernetes' documentation supports. */
  nodesOfCluster: 5_000,
} as const;

export type Assumptions = typeof ASSUMPTIONS;

/** Bounds that this repository sets; docs/limits.md lists them. */
export const SETTINGS = {
  /** Series that one Collector admits of a service. */
  seriesOfService: 30_000,
  /** Connections of one process of memory. */
  connectionsOfMemory: 31,
  /** What the NATS stream of events may hold. */
  streamBytes: 2 ** 30,
  /** Traces that may wait in one gateway. */
  waitingTraces: 50_000,
  /** Memory from which on a gateway refuses more. */
  gatewayBytes: (512 - 128) * 2 ** 20,
  /** The time from a trace's first span to the decision. */
  decisionSeconds: 15,
} as const;

const ENGINES = ['traces', 'logs', 'metrics', 'profiles', 'admission'] as const;
const DIVIDED_BY_USER = ['stream', 'primary', 'connections'] as const;

export type LimitName = (typeof ENGINES | typeof DIVIDED_BY_USER)[number] | 'cluster';

export interface Load {
  inputsPerSecond: number;
  /** The fraction of traces that the gateways store. */
  storedShare: number;
  /** The parts that still exist once at this load. All others have been replaced by engines of many machines. */
  single: readonly LimitName[];
}

export const LOADS: readonly Load[] = [
  { inputsPerSecond: 1_000, storedShare: 0.1, single: [...ENGINES, ...DIVIDED_BY_USER, 'cluster'] },
  { inputsPerSecond: 100_000, storedShare: 0.01, single: [...DIVIDED_BY_USER, 'cluster'] },
  { inputsPerSecond: 10_000_000, storedShare: 0.001, single: ['cluster'] },
];
