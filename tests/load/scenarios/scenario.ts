import { SERVICE_OF, type ServiceName, type Stage } from '../rows.ts';
import type { StreamsPlan } from '../streams/measure-streams.ts';

/** What is compared with the baselines besides errors: whether the rate was sustained, and the latency of answers. */
export type Judged = 'rate' | 'latency';

export interface JudgedStage extends Stage {
  judged: Judged[];
}

export interface Plan {
  /** The stages of k6. */
  stages: JudgedStage[];
  /** Runs after the stages. */
  streams?: StreamsPlan;
  /** Whether the services' CPU and memory, idle and under load, are compared with the baselines. */
  resources: boolean;
}

export interface Scenario {
  /** One line for --help. */
  about: string;
  defaultSeconds: number;
  /** @param seconds the approximate duration of the whole load */
  plan(seconds: number): Plan;
}

/** The services that a plan calls. All of them need a logged-in user. */
export function servicesOf({ stages }: Plan): ReadonlySet<ServiceName> {
  return new Set<ServiceName>(['core-api', ...stages.map(({ row }) => SERVICE_OF[row])]);
}
