import { number } from '../sections/table.ts';
import { type LimitName, SETTINGS } from './assumptions.ts';
import { filledBy, type Resource } from './demand.ts';
import { allProcessesOf, costOf, SERVICES, type Situation, type Tier, tiersFor } from './tiers.ts';

const MILLI = 1e3;

/** The load that one of a kind carries. */
export interface Limit {
  name: LimitName;
  /** The part, and what its limit depends on. */
  what: string;
  /** Inputs a second that it carries. */
  carries: number;
  by: string;
  remedy: string;
}

/** The parts that exist once by default, with what each carries at this share of stored traces. */
export function limitsOf(situation: Situation): Limit[] {
  const tiers = new Map(tiersFor(situation).map((tier) => [tier.name, tier]));
  const one = (name: string) => oneMachine(tiers.get(name), situation);
  return [
    {
      name: 'traces',
      what: `Jaeger on Badger, with ${storedPercentage(situation)} of the traces`,
      ...one('traces'),
      remedy: 'Jaeger on Elasticsearch, or fewer traces stored',
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
      remedy: 'Pyroscope on object storage, or profiles of fewer processes',
    },
    {
      name: 'admission',
      what: `one Collector, which admits ${SETTINGS.seriesOfService.toLocaleString('en')} series of a service`,
      ...oneCollector(situation),
      remedy: 'a Collector for each machine',
    },
    {
      name: 'stream',
      what: 'the NATS stream, whose leader is one server',
      ...oneCore('nats', situation),
      remedy: 'several NATS streams, each for a part of the users: not built',
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
      what: `a cluster of Kubernetes of ${situation.assumptions.nodesOfCluster.toLocaleString('en')} nodes, with ${storedPercentage(situation)} of the traces`,
      ...oneCluster(situation),
      remedy: 'several clusters, each for a part of the users',
    },
  ];
}

/** Of the parts that exist once at this load, the one that is full first. */
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

/** The percentage of the traces that is stored, as text. */
export function storedPercentage({ load }: Pick<Situation, 'load'>): string {
  return `${number(load.storedShare * 100)} %`;
}

/** A single machine keeps no copies. */
function oneMachine(tier: Tier | undefined, { load, assumptions }: Situation): Pick<Limit, 'carries' | 'by'> {
  if (tier === undefined) throw new Error('expected a tier for each limit');
  const { filled, by } = filledBy(tier.demand, assumptions);
  return { carries: (load.inputsPerSecond * assumptions.copies) / filled, by: NAMES[by] };
}

function oneCore(process: string, situation: Situation): Pick<Limit, 'carries' | 'by'> {
  return { carries: carriedBy(1, process, situation), by: 'CPU, of one core' };
}

/** Its load follows the number of processes that send it profiles. */
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

/** Inputs a second that a number of processes carry. */
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
