export { seconds } from '../supervisor/messages.ts';
export { UserError } from '../user-error.ts';
export { inColumns } from './columns.ts';
export { misused, readArguments } from './command-line.ts';
export { exitWith } from './exit-with.ts';
export { differingFiles, type GeneratedFile, writeFiles } from './generated-files.ts';
export { failIfInterrupted, INTERRUPTED_STATUS, isInterruption, listenForInterruption } from './interruption.ts';
export { readOptions } from './read-options.ts';
export { outliveConsole, say } from './say.ts';
