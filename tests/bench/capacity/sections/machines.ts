import type { Figures } from '../figures.ts';
import { ASSUMPTIONS, LOADS, type Load, SETTINGS } from '../machines/assumptions.ts';
import { type Demand, machinesFor, sumOf } from '../machines/demand.ts';
import { firstBottleneck, limitsOf, resourceName, storedPercentage } from '../machines/limits.ts';
import { manyMachines } from '../machines/many-machines.ts';
import { type Situation, secondsOfReplay, type Tier, tiersFor } from '../machines/tiers.ts';
import { number, table } from './table.ts';

/** What one of each kind carries, with the percentage of traces that the first load stores. */
export function limitTable(figures: Figures): string {
  const [load] = LOADS;
  if (load === undefined) throw new Error('expected a load');
  const limits = limitsOf(situationOf(figures, load)).toSorted((one, other) => one.carries - other.carries);
  return [
    '## How far one of a kind goes',
    `What depends on the traces that are stored is stated for ${storedPercentage({ load })} of them, as at ${number(load.inputsPerSecond)} inputs a second. A cluster of Kubernetes carries more where fewer are stored, because Jaeger then needs fewer nodes: ${clusters(figures).join(', ')}. Its nodes are shared by all tiers.`,
    table(
      ['What there is one of', 'inputs a second', 'bounded by', 'beyond it'],
      limits.map(({ what, carries, by, remedy }) => [what, number(carries), by, remedy]),
    ),
    'core-api, cognition-service and memory-service have no such bound: each of their processes works alone. So does each Collector, within its number of series.',
  ].join('\n\n');
}

/** What a cluster carries at each load's percentage of stored traces. */
function clusters(figures: Figures): string[] {
  return LOADS.map((load) => {
    const cluster = limitsOf(situationOf(figures, load)).find(({ name }) => name === 'cluster');
    if (cluster === undefined) throw new Error('expected the limit of a cluster');
    return `${number(cluster.carries)} inputs a second at ${storedPercentage({ load })}`;
  });
}

/** One row for each load: its cores, machines and first bottleneck. */
export function summaryTable(figures: Figures): string {
  const rows = LOADS.map((load) => {
    const situation = situationOf(figures, load);
    const { what, carries } = firstBottleneck(situation);
    const { all, apart, shared } = needsOf(tiersFor(situation));
    return [
      number(load.inputsPerSecond),
      storedPercentage({ load }),
      number(all.cores),
      `${number(apart)}; ${number(shared.count)}`,
      `${what}: ${number(carries)} a second`,
    ];
  });
  return table(
    ['Inputs a second', 'traces stored', 'cores', 'machines for each tier; shared', 'first bottleneck'],
    rows,
  );
}

/** For each load, the tiers with their arithmetic and machines. */
export function machineTables(figures: Figures): string {
  return LOADS.map((load) => machineTable(situationOf(figures, load))).join('\n\n');
}

function situationOf({ variants }: Figures, load: Load): Situation {
  return { figures: manyMachines(variants), load, assumptions: ASSUMPTIONS };
}

function machineTable(situation: Situation): string {
  const { inputsPerSecond } = situation.load;
  const tiers = tiersFor(situation);
  const { all, apart, shared } = needsOf(tiers);
  return [
    `## ${number(inputsPerSecond)} inputs a second`,
    `${storedPercentage(situation)} of the traces are stored. ${bottleneckOf(situation)}`,
    table(
      ['Tier', 'arithmetic', 'cores', 'GB of memory', 'TB of disk', 'machines', 'by'],
      [...tiers.map(row), ['all', '', ...amounts(all), number(apart), '']],
    ),
    `Where all tiers share their machines, ${number(shared.count)} are enough (${resourceName(shared.by)}).`,
    replayOf(situation),
  ].join('\n\n');
}

/** The demand of all tiers, and the machines for it: where each tier has its own, and where all share them. */
function needsOf(tiers: readonly Tier[]) {
  const all = sumOf(tiers.map(({ demand }) => demand));
  const apart = tiers.reduce((sum, { demand }) => sum + machinesFor(demand, ASSUMPTIONS).count, 0);
  return { all, apart, shared: machinesFor(all, ASSUMPTIONS) };
}

function bottleneckOf(situation: Situation): string {
  const { what, carries, by, remedy } = firstBottleneck(situation);
  const { inputsPerSecond } = situation.load;
  const verdict =
    carries < inputsPerSecond
      ? `is full at ${number(carries)} a second (${by}). Then: ${remedy}.`
      : `would be full at ${number(carries)} a second (${by}).`;
  return `**First bottleneck:** ${what}; it ${verdict}`;
}

/** One NATS stream keeps a bounded number of bytes. Several, each for a part of the users, keep their events longer. */
function replayOf(situation: Situation): string {
  const { figures, load } = situation;
  const gibibytes = `${number(SETTINGS.streamBytes / 2 ** 30)} GiB`;
  const kept = `**Replay:** one NATS stream keeps ${gibibytes} of events, and this load fills it in ${number(secondsOfReplay(load.inputsPerSecond, figures))} s. A client that reconnects later than that gets a \`gap\` in place of what it missed.`;
  const stream = limitsOf(situation).find(({ name }) => name === 'stream');
  if (stream === undefined) throw new Error('expected the limit of the NATS stream');
  const streams = Math.ceil(load.inputsPerSecond / stream.carries);
  if (streams <= 1) return kept;
  return `${kept} With the ${number(streams)} NATS streams that this load needs, each of ${gibibytes}, it would be ${number(secondsOfReplay(load.inputsPerSecond / streams, figures))} s.`;
}

function row({ name, arithmetic, demand }: Tier): string[] {
  const { count, by } = machinesFor(demand, ASSUMPTIONS);
  return [name, arithmetic.join('; '), ...amounts(demand), number(count), resourceName(by)];
}

function amounts({ cores, memoryGigabytes, diskTerabytes }: Demand): string[] {
  return [cores, memoryGigabytes, diskTerabytes].map(number);
}
