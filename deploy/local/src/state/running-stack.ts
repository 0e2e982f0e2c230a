import { isRunning } from '../machine/process-identity.ts';
import { UserError } from '../user-error.ts';
import { readState } from './state-file.ts';
import { stateFile } from './state-path.ts';

/** The parts of a stack that commands talk to, each with the variable that names one running elsewhere. */
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
 * The URL of a part of the stack: the one in the environment, else that of the stack of this home.
 * @throws {UserError} which says how to start a stack, if none runs
 */
export function urlInRunningStack(part: keyof typeof VARIABLES, { home, env }: RunningStackOptions): string {
  const url = knownUrl(part, { home, env });
  if (url !== undefined) return url;
  throw new UserError(
    `No stack is running here (looked in ${stateFile(home)}). Start one with: npm start\nTo use one that keeps its state elsewhere, set CORTEX_HOME; for one on another machine, set ${VARIABLES[part]}.`,
  );
}

/** Like {@link urlInRunningStack}, but undefined if no such stack runs. */
export function knownUrl(part: keyof typeof VARIABLES, { home, env }: RunningStackOptions): string | undefined {
  return env[VARIABLES[part]] || runningUrls(home)?.[part];
}

/** The URLs of the parts of the stack with this home; undefined if none runs. */
export function runningUrls(home: string): Record<string, string> | undefined {
  const state = readState(home);
  return state && isRunning(state.supervisor) ? state.urls : undefined;
}
