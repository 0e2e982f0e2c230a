export { defaultCacheDirectory } from './cache-directory.ts';
export { moduleVersion } from './module-version.ts';
export { runCommand } from './run-command.ts';
export { takeToolLock } from './tool-lock.ts';
