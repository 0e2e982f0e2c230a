import { SERVICE_OF, type ServiceName, type Stage } from '../rows.ts';
import type { StreamsPlan } from '../streams/measure-streams.ts';

/** What of a stage is held against the baselines besides its errors: that the rate was kept up, how long answers took. */
export type Judged = 'rate' | 'latency';

export interface JudgedStage extends Stage {
  judged: Judged[];
}

export interface Plan {
  /** The stages of k6. */
  stages: JudgedStage[];
  /** After the stages. */
  streams?: StreamsPlan;
  /** Whether the services' CPU and memory are held against the baselines, idle and under load. */
  resources: boolean;
}

export interface Scenario {
  /** One line for --help. */
  about: string;
  defaultSeconds: number;
  /** @param seconds how long the load lasts in all, about */
  plan(seconds: number): Plan;
}

/** The services that a plan asks. A user must be logged in for any of it. */
export function servicesOf({ stages }: Plan): ReadonlySet<ServiceName> {
  return new Set<ServiceName>(['core-api', ...stages.map(({ row }) => SERVICE_OF[row])]);
}
