import { isRunning } from '../machine/process-identity.ts';
import { UserError } from '../user-error.ts';
import { readState, type StackState } from './state-file.ts';
import { stateFile } from './write-state.ts';

export type RunningService = StackState['processes'][number];

/** The process of a service of the stack of this home. Throws an error that names the services there are, or says how to start a stack. */
export function runningService(name: string, home: string): RunningService {
  const state = readState(home);
  if (state === undefined || !isRunning(state.supervisor)) {
    throw new UserError(
      `No stack is running here (looked into ${stateFile(home)}). Start one with: npm start\nOne that keeps its state elsewhere is found by CORTEX_HOME.`,
    );
  }
  const services = state.processes.filter(({ tier }) => tier === 'service');
  const service = services.find((one) => one.name === name);
  if (service !== undefined && isRunning(service)) return service;
  const names = services.map((one) => one.name).sort();
  throw new UserError(`No service called "${name}" is running. Running: ${names.join(', ') || 'none at the moment'}.`);
}
