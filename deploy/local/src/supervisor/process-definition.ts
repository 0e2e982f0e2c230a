import type { Recovery } from '../recovery/recovery.ts';

/** The tiers in the order in which they start. They stop in the reverse order. */
export const TIERS = ['backend', 'collector', 'service'] as const;

export type Tier = (typeof TIERS)[number];

/** What the supervisor needs to know to run a process. */
export interface ProcessDefinition {
  name: string;
  tier: Tier;
  command: string;
  args: string[];
  cwd: string;
  /** The whole environment of the process. */
  env: NodeJS.ProcessEnv;
  /** URL that answers 2xx as soon as the process can be used. */
  readinessUrl: string;
  /**
   * Names of the processes of the same tier, listed before this one, that it needs. It starts together with them, but is asked whether it is ready
   * only when they are, and they stop after it.
   */
  readyAfter: string[];
  /** Whether the stack is useful without it. If so, a failed start of it ends nothing, and it runs at a lower priority than others of its tier. */
  isOptional?: true;
  /** Absolute path of the file to which its standard output and error are appended. */
  logFile: string;
  /** Repairs its store after a run that ended before it was ready. */
  recover?: Recovery;
}

/** Whether the stack cannot run without it. It can run without a backend, since the Collector holds what the backend has not received yet. */
export function isNeeded({ tier, isOptional }: ProcessDefinition): boolean {
  return tier !== 'backend' && !isOptional;
}
