import { isRunning } from '../machine/process-identity.ts';
import { UserError } from '../user-error.ts';
import { readState, type StackState } from './state-file.ts';
import { stateFile } from './state-path.ts';

export type RunningService = StackState['processes'][number];

/** The other Node processes of the stack, with the reason why they take no profiles of themselves. */
const WITHOUT_PROFILES: Readonly<Record<string, string>> = {
  'profile-store': 'it stores those of the services, and each profile of its own would be more work for it',
  console: 'taking them would cost a third of its memory',
};

/**
 * Finds the process of a service in the stack of this home.
 * @throws {UserError} which names the running services, or says how to start a stack
 */
export function runningService(name: string, home: string): RunningService {
  const processes = processesOf(home);
  const reason = WITHOUT_PROFILES[name];
  if (reason !== undefined)
    throw new UserError(
      `${name} has no profiles: ${reason}. To see what it holds in memory: npm run heapdiff -- ${name}`,
    );
  return named(name, processes.filter(isService));
}

/** Like {@link runningService}, but also finds the profile store and the console, which are Node processes too. */
export function runningNodeProcess(name: string, home: string): RunningService {
  return named(name, nodeProcesses(processesOf(home)));
}

/** The services, the profile store and the console. */
export function nodeProcesses(processes: readonly RunningService[]): RunningService[] {
  return processes.filter((process) => isService(process) || process.name in WITHOUT_PROFILES);
}

function isService({ tier, name }: RunningService): boolean {
  return tier === 'service' && !(name in WITHOUT_PROFILES);
}

function processesOf(home: string): RunningService[] {
  const state = readState(home);
  if (state !== undefined && isRunning(state.supervisor)) return state.processes;
  throw new UserError(
    `No stack is running here (looked in ${stateFile(home)}). Start one with: npm start\nTo use one that keeps its state elsewhere, set CORTEX_HOME.`,
  );
}

function named(name: string, services: RunningService[]): RunningService {
  const service = services.find((one) => one.name === name);
  if (service !== undefined && isRunning(service)) return service;
  const names = services.map((one) => one.name).sort();
  throw new UserError(`No service called "${name}" is running. Running: ${names.join(', ') || 'none at the moment'}.`);
}
