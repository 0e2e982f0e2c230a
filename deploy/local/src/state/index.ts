export { nodeProcesses } from './running-service.ts';
export { readState, type StackState } from './state-file.ts';
