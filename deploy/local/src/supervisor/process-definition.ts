import type { Recovery } from '../recovery/recovery.ts';

/** The tiers in the order they start; they stop in the opposite one. */
export const TIERS = ['backend', 'collector', 'service'] as const;

export type Tier = (typeof TIERS)[number];

/** What the supervisor has to know to run a process. */
export interface ProcessDefinition {
  name: string;
  tier: Tier;
  command: string;
  args: string[];
  cwd: string;
  /** The whole environment of the process. */
  env: NodeJS.ProcessEnv;
  /** Answers 2xx as soon as the process can be used. */
  readinessUrl: string;
  /** Processes of the same tier, listed before this one, that it needs: they are to be ready before it is asked (it starts together with them) and stop when it is gone. */
  readyAfter: string[];
  /** Whether the stack is of use without it: then a start that fails ends nothing, and it gives way to others of its tier. */
  isOptional?: true;
  /** Absolute; standard output and error are appended. */
  logFile: string;
  /** What may be done about a run that has ended before it was ready, before it is tried again. */
  recover?: Recovery;
}

/** Whether a stack cannot do without it: what a backend is to take waits in the Collector. */
export function isNeeded({ tier, isOptional }: ProcessDefinition): boolean {
  return tier !== 'backend' && !isOptional;
}
