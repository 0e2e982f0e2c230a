import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { TIERS } from '../supervisor/process-definition.ts';

const identity = { pid: z.int().min(2), startTicks: z.int().min(0) };

const stackState = z.object({
  /** Of the machine's run: with another one, no pid here means anything. */
  bootId: z.string(),
  supervisor: z.object(identity),
  /** True while every process is ready. */
  ready: z.boolean(),
  /** Base URLs, e.g. `coreApi`, `jaeger`. */
  urls: z.record(z.string(), z.string()),
  /** Those that run at the moment. */
  processes: z.array(
    z.object({ ...identity, name: z.string(), tier: z.enum(TIERS), ready: z.boolean(), logFile: z.string() }),
  ),
});

/** What a supervisor writes down about its stack, for the commands that use it and for a supervisor that finds its remains. */
export type StackState = z.infer<typeof stackState>;

export function stateFile(home: string): string {
  return join(home, 'state.json');
}

/** Replaces the file in one step, so that a reader sees all of it or all of the one before. */
export function writeState(home: string, state: StackState): void {
  const file = stateFile(home);
  writeFileSync(`${file}.new`, `${JSON.stringify(state, undefined, 2)}\n`);
  renameSync(`${file}.new`, file);
}

export function removeState(home: string): void {
  rmSync(stateFile(home), { force: true });
}

/** Undefined when there is none, or none that can be understood. */
export function readState(home: string): StackState | undefined {
  try {
    return stackState.parse(JSON.parse(readFileSync(stateFile(home), 'utf8')));
  } catch {
    return undefined;
  }
}
