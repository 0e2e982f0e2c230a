import { isRunning } from '../machine/process-identity.ts';
import { UserError } from '../user-error.ts';
import { readState, stateFile } from './state-file.ts';

export interface RunningStack {
  coreApi: string;
  jaeger: string;
}

export interface FindStackOptions {
  home: string;
  env: NodeJS.ProcessEnv;
}

/**
 * Where the stack of this home answers. CORTEX_CORE_API_URL and CORTEX_JAEGER_URL name one that runs elsewhere.
 * Throws an error that says how to start one.
 */
export function findRunningStack({ home, env }: FindStackOptions): RunningStack {
  const { CORTEX_CORE_API_URL: coreApi, CORTEX_JAEGER_URL: jaeger } = env;
  if (coreApi && jaeger) return { coreApi, jaeger };
  const urls = urlsOfLiveStack(home);
  return { coreApi: coreApi || urls.coreApi, jaeger: jaeger || urls.jaeger };
}

function urlsOfLiveStack(home: string): RunningStack {
  const state = readState(home);
  const { coreApi, jaeger } = state?.urls ?? {};
  if (state === undefined || !isRunning(state.supervisor) || !coreApi || !jaeger) {
    throw new UserError(
      `No stack is running here (looked into ${stateFile(home)}). Start one with: npm start\nOne that keeps its state elsewhere is found by CORTEX_HOME, one on another machine by CORTEX_CORE_API_URL and CORTEX_JAEGER_URL.`,
    );
  }
  return { coreApi, jaeger };
}
