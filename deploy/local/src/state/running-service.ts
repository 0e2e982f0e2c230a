import { isRunning } from '../machine/process-identity.ts';
import { UserError } from '../user-error.ts';
import { readState, type StackState } from './state-file.ts';
import { stateFile } from './write-state.ts';

export type RunningService = StackState['processes'][number];

/** Besides the services, what else runs on Node. */
const PROFILE_STORE = 'profile-store';

/** The process of a service of the stack of this home. Throws an error that names the services there are, or says how to start a stack. */
export function runningService(name: string, home: string): RunningService {
  const processes = processesOf(home);
  if (name === PROFILE_STORE) {
    throw new UserError(
      `${PROFILE_STORE} has no profiles: it keeps those of the services, and runs without telemetry, because each profile of its own would be more work for it. What it holds in memory: npm run heapdiff -- ${PROFILE_STORE}`,
    );
  }
  return named(
    name,
    processes.filter(({ tier }) => tier === 'service'),
  );
}

/** As {@link runningService}, and the profile store, which is no service but a Node process too. */
export function runningNodeProcess(name: string, home: string): RunningService {
  return named(name, nodeProcesses(processesOf(home)));
}

/** The services and the profile store. */
export function nodeProcesses(processes: readonly RunningService[]): RunningService[] {
  return processes.filter(({ tier, name }) => tier === 'service' || name === PROFILE_STORE);
}

function processesOf(home: string): RunningService[] {
  const state = readState(home);
  if (state !== undefined && isRunning(state.supervisor)) return state.processes;
  throw new UserError(
    `No stack is running here (looked into ${stateFile(home)}). Start one with: npm start\nOne that keeps its state elsewhere is found by CORTEX_HOME.`,
  );
}

function named(name: string, services: RunningService[]): RunningService {
  const service = services.find((one) => one.name === name);
  if (service !== undefined && isRunning(service)) return service;
  const names = services.map((one) => one.name).sort();
  throw new UserError(`No service called "${name}" is running. Running: ${names.join(', ') || 'none at the moment'}.`);
}
