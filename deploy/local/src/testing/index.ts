export { writeFakeGo } from '../backends/testing/fake-go.ts';
export { freePort, freePorts } from './free-ports.ts';
export { type CommandResult, runCommand } from './run-command.ts';
export { type TemporaryDirectory, temporaryDirectory } from './temporary-directory.ts';
