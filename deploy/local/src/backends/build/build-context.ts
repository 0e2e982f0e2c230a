import type { BuildEvent } from '../types.ts';

/** The context that the builds of one run share. */
export interface BuildContext {
  cacheDirectory: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  report: (event: BuildEvent) => void;
  /** Rejects with a remedy if this machine cannot build; called before the first build. */
  checkMachine: () => Promise<void>;
  /** Runs a compilation when its turn comes. More compilations than cores would only take memory. */
  compile: <Result>(task: () => Promise<Result>) => Promise<Result>;
}
