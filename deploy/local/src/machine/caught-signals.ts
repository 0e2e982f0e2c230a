import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** Whether the process has a handler for the signal; without one the signal would end it. False when it is gone. */
export function catches(pid: number, signal: NodeJS.Signals): boolean {
  try {
    const [, mask = '0'] = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return ((BigInt(`0x${mask}`) >> BigInt(constants.signals[signal] - 1)) & 1n) === 1n;
  } catch {
    return false;
  }
}
