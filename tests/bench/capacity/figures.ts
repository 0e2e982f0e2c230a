import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { UserError } from '@cortex/local/console';
import { z } from 'zod';
import { spread } from '../protocol/spread.ts';
import type { Measurement, ProcessCost } from './difference.ts';
import type { Stored } from './stores.ts';
import type { VariantName } from './variants.ts';

/** The number of services that send profiles. */
const PROFILED = 3;

const Spread = z.strictObject({ median: z.number(), min: z.number(), max: z.number() });

const ProcessFigures = z.strictObject({
  cpuMilliseconds: Spread,
  idleCores: z.number(),
  idleMegabytes: z.number(),
  loadMegabytes: z.number(),
  readBytes: z.number(),
});

const VariantFigures = z.strictObject({
  processes: z.record(z.string(), ProcessFigures),
  items: z.strictObject({ spans: Spread, logRecords: Spread, profileSamples: Spread }),
  samplesPerSecond: z.number(),
  series: z.record(z.string(), z.number()),
  /** Bytes on disk for each input, once the stack has ended. */
  storedBytes: z.record(z.string(), Spread),
  /** What one profiled process costs the profile store at this rate. Profiles are sent at intervals, whatever the load. */
  profileBytesPerSecond: z.number(),
  profileCores: z.number(),
});

const Figures = z.strictObject({
  measuredAt: z.iso.date(),
  cores: z.number(),
  rate: z.number(),
  seconds: z.number(),
  rounds: z.number(),
  /** CPU that other processes of this machine took, including the sender of the inputs. */
  otherCores: Spread,
  variants: z.strictObject({ one: VariantFigures, sampled: VariantFigures, many: VariantFigures }),
});

/** The costs of an input; each figure is the median of the rounds. */
export type Figures = z.infer<typeof Figures>;
export type VariantFigures = z.infer<typeof VariantFigures>;

export interface Run {
  rate: number;
  seconds: number;
  rounds: number;
  /** Bytes of the stores without any inputs. */
  empty: Stored;
  measured: Record<VariantName, Measurement[]>;
}

export function figuresOf({ rate, seconds, rounds, empty, measured }: Run): Figures {
  const { one, sampled, many } = measured;
  return {
    measuredAt: new Date().toISOString().slice(0, 10),
    cores: availableParallelism(),
    rate,
    seconds,
    rounds,
    otherCores: spread([...one, ...sampled, ...many].map(({ otherCores }) => otherCores)),
    variants: {
      one: variantFigures(one, { empty, rate }),
      sampled: variantFigures(sampled, { empty, rate }),
      many: variantFigures(many, { empty, rate }),
    },
  };
}

/** Reads the figures that `--json` printed. @throws a UserError that names what is wrong with them */
export function readFigures(file: string): Figures {
  try {
    return Figures.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const fault = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new UserError(`--figures: expected the last line of a run with --json, in ${file}: ${fault}`);
  }
}

function variantFigures(rounds: readonly Measurement[], { empty, rate }: Pick<Run, 'empty' | 'rate'>): VariantFigures {
  const [first] = rounds;
  if (first === undefined) throw new Error('expected at least one round of each stack');
  const of = (pick: (measurement: Measurement) => number) => spread(rounds.map(pick));
  const median = (pick: (measurement: Measurement) => number) => of(pick).median;
  const processes = Object.keys(first.processes).map((name) => {
    const its = (key: keyof ProcessCost) => of(({ processes }) => processes[name]?.[key] ?? 0);
    return [
      name,
      {
        cpuMilliseconds: its('cpuMilliseconds'),
        idleCores: Number(meanOf(rounds.map(({ processes }) => processes[name]?.idleCores ?? 0)).toPrecision(3)),
        idleMegabytes: Math.round(its('idleMegabytes').median),
        loadMegabytes: Math.round(its('loadMegabytes').median),
        readBytes: Math.round(its('readBytes').median),
      },
    ] as const;
  });
  const profileBytes = ({ stored, life }: Measurement) =>
    ((stored['profile-store'] ?? 0) - (empty['profile-store'] ?? 0)) / life.seconds / PROFILED;
  return {
    processes: Object.fromEntries(processes),
    items: {
      spans: of(({ items }) => items.spans),
      logRecords: of(({ items }) => items.logRecords),
      profileSamples: of(({ items }) => items.profileSamples),
    },
    samplesPerSecond: Math.round(median(({ samplesPerSecond }) => samplesPerSecond)),
    series: Object.fromEntries(
      Object.keys(first.series).map((name) => [name, median(({ series }) => series[name] ?? 0)]),
    ),
    storedBytes: Object.fromEntries(
      (Object.keys(first.stored) as (keyof Stored)[]).map((store) => [
        store,
        of(({ stored, life }) => Math.round(((stored[store] ?? 0) - (empty[store] ?? 0)) / life.inputs)),
      ]),
    ),
    profileBytesPerSecond: Math.round(median(profileBytes)),
    profileCores: Number(meanOf(rounds.map((round) => profileCores(round, rate))).toPrecision(3)),
  };
}

function profileCores({ processes }: Measurement, rate: number): number {
  const { idleCores = 0, cpuMilliseconds = 0 } = processes['profile-store'] ?? {};
  return (idleCores + (rate * cpuMilliseconds) / 1000) / PROFILED;
}

/** CPU time is counted in ticks. An idle process uses so few of them that their median would be coarse. */
function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
