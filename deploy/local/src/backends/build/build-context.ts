import type { BuildEvent } from '../types.ts';

/** What the builds of one run share. */
export interface BuildContext {
  cacheDirectory: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  report: (event: BuildEvent) => void;
  /** Rejects with a remedy where nothing can be built on this machine; asked before the first build. */
  checkMachine: () => Promise<void>;
  /** Runs a compilation when its turn comes: more at once than there are cores would only take memory. */
  compile: <Result>(task: () => Promise<Result>) => Promise<Result>;
}
