import type { Assumptions } from './assumptions.ts';

/** What a tier needs of its machines, all together. */
export interface Demand {
  cores: number;
  memoryGigabytes: number;
  diskTerabytes: number;
  networkGigabits: number;
}

export type Resource = keyof Demand;

export interface Machines {
  count: number;
  /** What decides: of it the machines have least to spare. */
  by: Resource;
}

/** How many machines a demand fills to the planned share, in parts of one, and what it fills first. */
export function filledBy(demand: Demand, { machine, utilisation }: Assumptions): { filled: number; by: Resource } {
  const resources = Object.keys(demand) as Resource[];
  const each = resources.map((by) => ({ by, filled: demand[by] / (machine[by] * utilisation) }));
  return each.reduce((most, one) => (one.filled > most.filled ? one : most));
}

/** The machines for a demand, with those that may be lost. */
export function machinesFor(demand: Demand, assumptions: Assumptions): Machines {
  const { by, filled } = filledBy(demand, assumptions);
  return { count: Math.ceil(filled) + assumptions.spareMachines, by };
}

export function sumOf(demands: readonly Demand[]): Demand {
  const sum: Demand = { cores: 0, memoryGigabytes: 0, diskTerabytes: 0, networkGigabits: 0 };
  for (const demand of demands)
    for (const resource of Object.keys(sum) as Resource[]) sum[resource] += demand[resource];
  return sum;
}
