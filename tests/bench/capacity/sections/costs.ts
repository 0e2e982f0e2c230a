import type { Figures, VariantFigures } from '../figures.ts';
import { VARIANTS } from '../variants.ts';
import { number, table } from './table.ts';

const PARTS = [
  'core-api',
  'cognition-service',
  'memory-service',
  'collector',
  'gateway',
  'jaeger',
  'prometheus',
  'logs',
  'profile-store',
  'console',
  'nats',
  'postgres',
];
const { OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG } = VARIANTS.sampled.env;
const NONE = '–';
const MILLI = 1e3;

type Spread = Figures['otherCores'];

/** The cost of an input in each part of the stack. */
export function costTables({ variants }: Figures): string {
  const { one, sampled, many } = variants;
  return [
    '## An input',
    `Three stacks: **one machine** is \`npm start\`; **a tenth sampled** has \`OTEL_TRACES_SAMPLER=${OTEL_TRACES_SAMPLER}\` and ${OTEL_TRACES_SAMPLER_ARG} for its argument; **many machines** has NATS, PostgreSQL and \`--sampling\`: its Collector is an agent before two gateways, which are one line here.`,
    'CPU time in milliseconds, median and range of the rounds. What a part takes when idle is not in it:',
    table(
      ['Part', 'one machine', 'a tenth sampled', 'many machines', 'idle, % of a core', 'MB, idle and under load'],
      PARTS.map((part) => [part, ...[one, sampled, many].map((of) => cpu(part, of)), ...rest(part, many)]),
    ),
    'Telemetry of an input, and what is left of it on the disk once the stores are closed:',
    table(['', 'one machine', 'a tenth sampled', 'many machines'], [...itemRows(variants), ...storedRows(variants)]),
  ].join('\n\n');
}

function cpu(part: string, { processes }: VariantFigures): string {
  const cost = processes[part];
  return cost === undefined ? NONE : spread(cost.cpuMilliseconds);
}

function rest(part: string, { processes }: VariantFigures): string[] {
  const cost = processes[part];
  if (cost === undefined) return [NONE, NONE];
  return [number(cost.idleCores * 100), `${cost.idleMegabytes}, ${cost.loadMegabytes}`];
}

const ITEMS = { spans: 'spans', logRecords: 'log records', profileSamples: 'samples of profiles' } as const;

function itemRows(variants: Figures['variants']): string[][] {
  const all = Object.values(variants);
  return [
    ...Object.entries(ITEMS).map(([item, name]) => [
      name,
      ...all.map(({ items }) => spread(items[item as keyof typeof ITEMS])),
    ]),
    ['kB that the Collector reads', ...all.map((of) => number((of.processes.collector?.readBytes ?? 0) / MILLI))],
  ];
}

function storedRows(variants: Figures['variants']): string[][] {
  const all = Object.values(variants);
  const stores = [...new Set(all.flatMap(({ storedBytes }) => Object.keys(storedBytes)))];
  return stores.map((store) => [
    `kB of ${store}`,
    ...all.map(({ storedBytes: { [store]: bytes } }) =>
      bytes === undefined || bytes.median <= 0 ? NONE : number(bytes.median / MILLI),
    ),
  ]);
}

/** Idle processes vary a little, so that a cost can come out below zero, which counts as none. */
function spread(cost: Spread): string {
  const [median, min, max] = [cost.median, cost.min, cost.max].map((value) => Math.max(0, value)) as [
    number,
    number,
    number,
  ];
  return min === max ? number(median) : `${number(median)} (${number(min)} to ${number(max)})`;
}
