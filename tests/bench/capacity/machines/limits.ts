import { type LimitName, SETTINGS } from './assumptions.ts';
import { filledBy, type Resource } from './demand.ts';
import { allProcessesOf, costOf, SERVICES, type Situation, type Tier, tiersFor } from './tiers.ts';

const MILLI = 1e3;

/** How far one of a kind goes. */
export interface Limit {
  name: LimitName;
  what: string;
  /** Inputs a second that it carries. */
  carries: number;
  by: string;
  remedy: string;
}

/** The parts that are one of their kind as long as nobody replaces them. */
export function limitsOf(situation: Situation): Limit[] {
  const tiers = new Map(tiersFor(situation).map((tier) => [tier.name, tier]));
  const one = (name: string) => oneMachine(tiers.get(name), situation);
  return [
    {
      name: 'traces',
      what: `Jaeger on Badger, with ${situation.load.storedShare * 100} % of the traces`,
      ...one('traces'),
      remedy: 'Jaeger on Elasticsearch, or a smaller share',
    },
    {
      name: 'metrics',
      what: 'one Prometheus',
      ...one('metrics'),
      remedy: 'remote write to Mimir or Thanos Receive, series divided among them',
    },
    { name: 'logs', what: 'one VictoriaLogs', ...one('logs'), remedy: 'a cluster of VictoriaLogs' },
    {
      name: 'profiles',
      what: 'the profile store, one process',
      ...oneProfileStore(situation),
      remedy: 'Pyroscope on object storage, and a share of the processes',
    },
    {
      name: 'admission',
      what: `one Collector, which admits ${SETTINGS.seriesOfService.toLocaleString('en')} series of a service`,
      ...oneCollector(situation),
      remedy: 'a Collector for each machine',
    },
    {
      name: 'stream',
      what: 'the stream of NATS, whose leader is one server',
      ...oneCore('nats', situation),
      remedy: 'several streams, each for a part of the users: not built',
    },
    {
      name: 'primary',
      what: 'the primary of PostgreSQL',
      ...one('history (PostgreSQL)'),
      remedy: 'several databases, each for a part of the users: not built',
    },
    {
      name: 'connections',
      what: `a PostgreSQL of ${situation.assumptions.connections.toLocaleString('en')} connections, of which a process of memory may take ${SETTINGS.connectionsOfMemory}`,
      ...onePool(situation),
      remedy: 'a pooler, or several databases, each for a part of the users: neither was tried',
    },
    {
      name: 'cluster',
      what: `a cluster of Kubernetes, with ${situation.assumptions.nodesOfCluster.toLocaleString('en')} nodes`,
      ...oneCluster(situation),
      remedy: 'several clusters, each for a part of the users',
    },
  ];
}

/** The first of those that are one of their kind at this load, however far it goes. */
export function firstBottleneck(situation: Situation): Limit {
  const { single } = situation.load;
  const limits = limitsOf(situation).filter(({ name }) => single.includes(name));
  return limits.reduce((least, limit) => (limit.carries < least.carries ? limit : least));
}

const NAMES: Record<Resource, string> = {
  cores: 'CPU',
  memoryGigabytes: 'memory',
  diskTerabytes: 'disk space',
  networkGigabits: 'network',
};

export function resourceName(resource: Resource): string {
  return NAMES[resource];
}

/** One machine has no copies. */
function oneMachine(tier: Tier | undefined, { load, assumptions }: Situation): Pick<Limit, 'carries' | 'by'> {
  if (tier === undefined) throw new Error('expected a tier for each limit');
  const { filled, by } = filledBy(tier.demand, assumptions);
  return { carries: (load.inputsPerSecond * assumptions.copies) / filled, by: NAMES[by] };
}

function oneCore(process: string, situation: Situation): Pick<Limit, 'carries' | 'by'> {
  return { carries: carriedBy(1, process, situation), by: 'CPU, of one core' };
}

/** By the processes that send it profiles. */
function oneProfileStore(situation: Situation): Pick<Limit, 'carries' | 'by'> {
  const cores = allProcessesOf(situation) * situation.figures.profileCores;
  return {
    carries: (situation.load.inputsPerSecond * situation.assumptions.utilisation) / cores,
    by: 'CPU, of one core',
  };
}

function oneCollector(situation: Situation): Pick<Limit, 'carries' | 'by'> {
  const { series } = situation.figures;
  const carried = SERVICES.map((name) =>
    carriedBy(Math.floor(SETTINGS.seriesOfService / (series[name] ?? 0)), name, situation),
  );
  return { carries: Math.min(...carried), by: 'series' };
}

function onePool(situation: Situation): Pick<Limit, 'carries' | 'by'> {
  const processes = Math.floor(situation.assumptions.connections / SETTINGS.connectionsOfMemory);
  return { carries: carriedBy(processes, 'memory-service', situation), by: 'connections' };
}

/** Inputs a second of so many processes. */
export function carriedBy(
  processes: number,
  name: string,
  { figures, assumptions }: Pick<Situation, 'figures' | 'assumptions'>,
): number {
  return (processes * assumptions.utilisation * MILLI) / costOf(name, figures).cpuMilliseconds;
}

function oneCluster(situation: Situation): Pick<Limit, 'carries' | 'by'> {
  const { load, assumptions } = situation;
  const nodes = tiersFor(situation).reduce((sum, { demand }) => sum + filledBy(demand, assumptions).filled, 0);
  return { carries: (load.inputsPerSecond * assumptions.nodesOfCluster) / nodes, by: 'nodes' };
}
