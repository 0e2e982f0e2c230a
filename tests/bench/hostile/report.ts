import { growthOf, isBack } from './growth.ts';
import { type Memory, residentSum } from './memory.ts';
import type { Tally } from './tally.ts';
import type { User } from './user.ts';

export interface Figures {
  /** The number of malformed inputs that were sent. */
  inputs: number;
  /** The number of processes that ended. */
  crashes: number;
  /** The number of 5xx answers, except 501, 505, and 503 with `Retry-After`. */
  serverErrors: number;
  /** The number of ordinary inputs without an answer or an output. */
  legitimateFailed: number;
  /** The growth of all processes together, from before to after the inputs, at rest. */
  rssGrowthMegabytes: number;
}

export interface Outcome {
  tally: Tally;
  user: User;
  /** Names of processes, once for each time that one ended. */
  ended: string[];
  /** Memory at rest, before and after the inputs. */
  memory: { before: Memory; after: Memory };
}

const SHOWN_FAILURES = 20;

export function figuresOf({ tally, user, ended, memory: { before, after } }: Outcome): Figures {
  return {
    inputs: tally.sent,
    crashes: ended.length,
    serverErrors: tally.total('failed'),
    legitimateFailed: user.failures.length,
    rssGrowthMegabytes: Math.round(residentSum(after) - residentSum(before)),
  };
}

/** The goal: all inputs were sent, nothing ended or failed, and the memory is back. */
export function isReached(figures: Figures, { memory: { before, after } }: Outcome, inputs: number): boolean {
  const { crashes, serverErrors, legitimateFailed } = figures;
  return figures.inputs === inputs && crashes + serverErrors + legitimateFailed === 0 && isBack(before, after);
}

export function reportLines(figures: Figures, { tally, user, ended, memory: { before, after } }: Outcome): string[] {
  const ends = [...Map.groupBy(ended, (name) => name)].map(([name, times]) => `  ${name} ended ${times.length} times`);
  return [
    ...tally.lines(),
    '',
    ...memoryLines(before, after),
    '',
    `${user.sent} ordinary inputs, ${user.failures.length} failed`,
    ...user.failures.slice(0, SHOWN_FAILURES).map((line) => `  ${line}`),
    ...ends,
    ...Object.entries(figures).map(([name, value]) => `${name.padEnd(22)}${String(value).padStart(9)}`),
  ];
}

/** MB before and after, by process. */
function memoryLines(before: Memory, after: Memory): string[] {
  const rows = growthOf(before, after).map(({ name, before: was, after: is, isTooMuch, store = '' }) => {
    const figures = [was, is, before[name]?.resident, after[name]?.resident].map(megabytes).join('');
    return `${name.padEnd(22)}${figures}  ${isTooMuch ? 'too much' : store}`.trimEnd();
  });
  const title = ['own', 'after', 'with files', 'after'].map((text) => text.padStart(12)).join('');
  return [`${'MB at rest'.padEnd(22)}${title}`, ...rows];
}

function megabytes(value = 0): string {
  return value.toFixed(0).padStart(12);
}
