import type { Item, Look, ProcessUsage } from './look.ts';
import type { Stored } from './stores.ts';

const MEGABYTE = 1e6;

/** The cost of one process. */
export interface ProcessCost {
  /** CPU time of an input, without what the process takes when idle. */
  cpuMilliseconds: number;
  /** Cores that the process uses while idle. */
  idleCores: number;
  idleMegabytes: number;
  loadMegabytes: number;
  /** Bytes of an input read by system calls, from sockets and files; without what is read when idle. */
  readBytes: number;
}

/** The measurements of one stack. */
export interface Measurement {
  inputs: number;
  /** The whole run, from the first input of the warm-up to the end. */
  life: { inputs: number; seconds: number };
  processes: Record<string, ProcessCost>;
  /** The telemetry of an input, by item. */
  items: Record<Item, number>;
  /** Samples that Prometheus appends in a second. */
  samplesPerSecond: number;
  /** Cores that other processes of this machine used meanwhile, including the sender of the inputs. */
  otherCores: number;
  series: Record<string, number>;
  stored: Stored;
}

export interface Looks {
  idle: readonly [Look, Look];
  /** Taken before the first input, after the last, and once all telemetry is stored. */
  load: readonly [Look, Look, Look];
  inputs: number;
}

type Differences = Omit<Measurement, 'life' | 'series' | 'stored'>;

/** The costs between the looks, divided by the inputs. */
export function difference({ idle, load, inputs }: Looks): Differences {
  const [first, last, after] = load;
  const names = Object.keys(first.processes).filter((name) => name in after.processes);
  const items = Object.keys(first.items) as Item[];
  return {
    inputs,
    processes: Object.fromEntries(names.map((name) => [name, costOf(name, { idle, load, inputs })])),
    items: Object.fromEntries(
      items.map((item) => [item, (after.items[item] - first.items[item]) / inputs]),
    ) as Measurement['items'],
    samplesPerSecond: ((after.samples - first.samples) * 1000) / (after.milliseconds - first.milliseconds),
    otherCores: otherCores(first, last),
  };
}

function costOf(name: string, { idle, load, inputs }: Looks): ProcessCost {
  const [first, last, after] = load;
  const between = (from: Look, to: Look, of: keyof ProcessUsage) => usage(to, name)[of] - usage(from, name)[of];
  const rate = (of: keyof ProcessUsage) => between(...idle, of) / (idle[1].milliseconds - idle[0].milliseconds);
  const ofInput = (of: keyof ProcessUsage) =>
    (between(first, after, of) - rate(of) * (after.milliseconds - first.milliseconds)) / inputs;
  return {
    cpuMilliseconds: ofInput('cpuMilliseconds'),
    idleCores: rate('cpuMilliseconds'),
    idleMegabytes: usage(first, name).residentBytes / MEGABYTE,
    loadMegabytes: usage(last, name).residentBytes / MEGABYTE,
    readBytes: ofInput('readBytes'),
  };
}

function usage(look: Look, name: string): ProcessUsage {
  const found = look.processes[name];
  if (found === undefined) throw new Error(`the process ${name} ended while it was measured`);
  return found;
}

function otherCores(from: Look, to: Look): number {
  const own = Object.keys(from.processes).reduce(
    (sum, name) => sum + usage(to, name).cpuMilliseconds - usage(from, name).cpuMilliseconds,
    0,
  );
  return (to.machineMilliseconds - from.machineMilliseconds - own) / (to.milliseconds - from.milliseconds);
}
