import { isRunning } from '../machine/process-identity.ts';
import { UserError } from '../user-error.ts';
import { readState } from './state-file.ts';
import { stateFile } from './state-path.ts';

/** The parts of a stack that commands talk to, and the variable that names one that runs elsewhere. */
const VARIABLES = {
  console: 'CORTEX_CONSOLE_URL',
  coreApi: 'CORTEX_CORE_API_URL',
  memory: 'MEMORY_URL',
  cognition: 'COGNITION_URL',
  jaeger: 'CORTEX_JAEGER_URL',
  prometheus: 'CORTEX_PROMETHEUS_URL',
  profiles: 'PYROSCOPE_URL',
} as const;

export interface RunningStackOptions {
  home: string;
  env: NodeJS.ProcessEnv;
}

/**
 * Where a part of the stack answers: where the environment says, else where the stack of this home runs.
 * Throws an error that says how to start one.
 */
export function urlInRunningStack(part: keyof typeof VARIABLES, { home, env }: RunningStackOptions): string {
  const url = knownUrl(part, { home, env });
  if (url !== undefined) return url;
  throw new UserError(
    `No stack is running here (looked into ${stateFile(home)}). Start one with: npm start\nOne that keeps its state elsewhere is found by CORTEX_HOME, one on another machine by ${VARIABLES[part]}.`,
  );
}

/** The same as `urlInRunningStack`, but undefined where no such stack runs. */
export function knownUrl(part: keyof typeof VARIABLES, { home, env }: RunningStackOptions): string | undefined {
  return env[VARIABLES[part]] || runningUrls(home)?.[part];
}

/** The URLs of the parts of the stack with this home; undefined when none runs. */
export function runningUrls(home: string): Record<string, string> | undefined {
  const state = readState(home);
  return state && isRunning(state.supervisor) ? state.urls : undefined;
}
