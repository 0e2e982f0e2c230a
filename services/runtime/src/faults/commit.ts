import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { HttpError } from '../errors/http-error.ts';
import type { Fault } from './fault.ts';

interface Ends {
  /** Aborted when the fault is cleared: the call goes on. */
  lifetime: AbortSignal;
  /** Aborted when the caller leaves: the call ends. */
  caller: AbortSignal;
}

/** Executes a fault. */
export async function commit(fault: Fault, ends: Ends): Promise<void> {
  switch (fault.kind) {
    case 'latency':
      return heldUp(ends, (signal) => pause(fault.milliseconds, undefined, { signal }));
    case 'hang':
      return heldUp(ends, (signal) => once(signal, 'abort'));
    case 'error':
      throw new HttpError(fault.status, 'An injected fault');
    case 'crash':
      // As in a crash, nothing is finished and nothing is sent.
      process.kill(process.pid, 'SIGKILL');
  }
}

async function heldUp({ lifetime, caller }: Ends, wait: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const either = AbortSignal.any([lifetime, caller]);
  if (!either.aborted) await wait(either).catch(() => {});
  caller.throwIfAborted();
}
