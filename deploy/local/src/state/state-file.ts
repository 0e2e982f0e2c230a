import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { TIERS } from '../supervisor/process-definition.ts';
import { stateFile } from './state-path.ts';

const identity = { pid: z.int().min(2), startTicks: z.int().min(0) };

const stackState = z.object({
  /** The id of the machine's boot. After a reboot, the pids here are meaningless. */
  bootId: z.string(),
  supervisor: z.object(identity),
  /** True while every process is ready. */
  ready: z.boolean(),
  /** Base URLs, e.g. `coreApi`, `jaeger`. */
  urls: z.record(z.string(), z.string()),
  /** The processes that are running at the moment. */
  processes: z.array(
    z.object({ ...identity, name: z.string(), tier: z.enum(TIERS), ready: z.boolean(), logFile: z.string() }),
  ),
});

/** What a supervisor writes about its stack: for the commands that use the stack, and for a later supervisor that finds its leftovers. */
export type StackState = z.infer<typeof stackState>;

/** Reads the state file; undefined if there is none, or if it is not valid. */
export function readState(home: string): StackState | undefined {
  try {
    return stackState.parse(JSON.parse(readFileSync(stateFile(home), 'utf8')));
  } catch {
    return undefined;
  }
}
