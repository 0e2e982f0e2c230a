import type { StartedProcesses } from '../../platform/process-runner.ts';
import { openArena } from './arena.ts';
import { growthOf } from './growth.ts';
import type { Memory } from './memory.ts';
import type { Outcome } from './report.ts';
import { memoryAtRest, memoryForgotten } from './rest.ts';
import { sendInputs } from './send-inputs.ts';
import { Tally } from './tally.ts';
import { User } from './user.ts';
import { Vitals } from './vitals.ts';
import { HttpSender } from './wire/http.ts';

/** The share of the inputs that are sent before memory is measured: heaps grow to their working size, caches fill, code is compiled. */
const WARM_UP_SHARE = 0.05;
/** Inputs of the ordinary user before that: this many of a user's newest inputs are kept in a searchable index. */
const SETTLING_INPUTS = 1000;
const SETTLING_PAUSE_MILLISECONDS = 25;
const PROGRESS_MILLISECONDS = 1000;

export interface RunOptions {
  processes: StartedProcesses;
  inputs: number;
  seed: number;
  /** Ends the run, which then rejects. */
  signal: AbortSignal;
  /** Ends the sending; what was sent until then is judged. */
  timeIsUp: AbortSignal;
  /** Called with the progress of the inputs. */
  onProgress(what: string, done: number, total: number): void;
}

/** Sends the malformed inputs beside those of an ordinary user, and measures their effect on the stack. */
export async function runHostile({
  processes,
  inputs,
  seed,
  signal,
  timeIsUp,
  onProgress,
}: RunOptions): Promise<Outcome> {
  const tally = new Tally();
  const vitals = new Vitals(processes);
  const http = new HttpSender();
  let phase = 'malformed inputs sent';
  const shown = setInterval(() => onProgress(phase, tally.sent, inputs), PROGRESS_MILLISECONDS);
  try {
    const arena = await openArena(processes, http);
    const end = AbortSignal.any([signal, timeIsUp]);
    const warmUp = Math.floor(inputs * WARM_UP_SHARE);
    const user = new User(processes.urls.coreApi);
    await Promise.all([
      sendInputs({ arena, inputs: warmUp, seed, tally, signal: end }),
      user.useUntil(end, { inputs: SETTLING_INPUTS, pauseMilliseconds: SETTLING_PAUSE_MILLISECONDS }),
    ]);
    phase = 'at rest for the first look at memory';
    const before = await memoryAtRest(vitals, signal);
    phase = 'malformed inputs sent';
    const leave = new AbortController();
    const using = user.useUntil(leave.signal);
    const sending = sendInputs({ arena, inputs: inputs - warmUp, seed: seed + inputs, tally, signal: end });
    await sending.finally(() => leave.abort());
    await using;
    signal.throwIfAborted();
    const isEnough = (memory: Memory) => {
      const large = growthOf(before, memory).filter(({ isTooMuch }) => isTooMuch);
      phase = `at rest until memory is back of ${large.map(({ name, after: own }) => `${name} (${own.toFixed(0)} MB)`).join(', ')}`;
      return large.length === 0;
    };
    const after = await memoryForgotten(vitals, isEnough, signal);
    return { tally, user, ended: vitals.ended, memory: { before, after } };
  } finally {
    clearInterval(shown);
    vitals.stop();
    await http.close();
  }
}
