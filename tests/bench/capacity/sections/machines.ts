import type { Figures } from '../figures.ts';
import { ASSUMPTIONS, LOADS, type Load } from '../machines/assumptions.ts';
import { type Demand, machinesFor, sumOf } from '../machines/demand.ts';
import { firstBottleneck, limitsOf, resourceName } from '../machines/limits.ts';
import { manyMachines } from '../machines/many-machines.ts';
import { type Situation, type Tier, tiersFor } from '../machines/tiers.ts';
import { number, table } from './table.ts';

/** How far one of each kind goes, with the share of traces of the first load. */
export function limitTable(figures: Figures): string {
  const [load] = LOADS;
  if (load === undefined) throw new Error('expected a load');
  const limits = limitsOf(situationOf(figures, load)).toSorted((one, other) => one.carries - other.carries);
  return [
    '### How far one of a kind goes',
    table(
      ['What there is one of', 'inputs a second', 'bounded by', 'beyond it'],
      limits.map(({ what, carries, by, remedy }) => [what, number(carries), by, remedy]),
    ),
    'core-api, cognition-service, memory-service and the Collector have no such bound: each of their processes works alone.',
  ].join('\n\n');
}

/** All loads at a glance. */
export function summaryTable(figures: Figures): string {
  const rows = LOADS.map((load) => {
    const situation = situationOf(figures, load);
    const { what, carries } = firstBottleneck(situation);
    const { all, apart, shared } = needsOf(tiersFor(situation));
    return [
      number(load.inputsPerSecond),
      `${number(load.storedShare * 100)} %`,
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

/** The machines for each load, with the arithmetic. */
export function machineTables(figures: Figures): string {
  return LOADS.map((load) => machineTable(situationOf(figures, load))).join('\n\n');
}

function situationOf({ variants }: Figures, load: Load): Situation {
  return { figures: manyMachines(variants), load, assumptions: ASSUMPTIONS };
}

function machineTable(situation: Situation): string {
  const { inputsPerSecond, storedShare } = situation.load;
  const tiers = tiersFor(situation);
  const { all, apart, shared } = needsOf(tiers);
  return [
    `### ${number(inputsPerSecond)} inputs a second`,
    `${number(storedShare * 100)} % of the traces are stored. ${bottleneckOf(situation)}`,
    table(
      ['Tier', 'arithmetic', 'cores', 'GB of memory', 'TB of disk', 'machines', 'by'],
      [...tiers.map(row), ['all', '', ...amounts(all), number(apart), '']],
    ),
    `Where all tiers share their machines, ${number(shared.count)} are enough (${resourceName(shared.by)}).`,
  ].join('\n\n');
}

/** Of all tiers: with machines of their own, and where they share them. */
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

function row({ name, arithmetic, demand }: Tier): string[] {
  const { count, by } = machinesFor(demand, ASSUMPTIONS);
  return [name, arithmetic.join('; '), ...amounts(demand), number(count), resourceName(by)];
}

function amounts({ cores, memoryGigabytes, diskTerabytes }: Demand): string[] {
  return [cores, memoryGigabytes, diskTerabytes].map(number);
}
