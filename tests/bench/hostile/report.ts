import { GROWTH_LIMIT, type MemoryChange, sum } from './memory.ts';
import type { Tally } from './tally.ts';
import type { User } from './user.ts';

export interface Figures {
  /** Malformed inputs sent. */
  inputs: number;
  /** Processes that ended. */
  crashes: number;
  /** Answers of 5xx, but for 501 and for 503 with `Retry-After`. */
  serverErrors: number;
  /** Ordinary inputs without an answer or without an output. */
  legitimateFailed: number;
  /** Of all processes together, at rest after the inputs and before them. */
  rssGrowthMegabytes: number;
}

export interface Outcome {
  tally: Tally;
  user: User;
  /** Names of processes, once for each time one ended. */
  ended: string[];
  memory: MemoryChange;
}

const SHOWN_FAILURES = 20;

export function figuresOf({ tally, user, ended, memory: { before, after } }: Outcome): Figures {
  return {
    inputs: tally.sent,
    crashes: ended.length,
    serverErrors: tally.total('failed'),
    legitimateFailed: user.failures.length,
    rssGrowthMegabytes: Math.round(sum(after) - sum(before)),
  };
}

/** The goal: all inputs sent, nothing ended or failed, and memory back. */
export function isReached(figures: Figures, { memory: { before } }: Outcome, inputs: number): boolean {
  const { crashes, serverErrors, legitimateFailed, rssGrowthMegabytes } = figures;
  const isBack = rssGrowthMegabytes <= sum(before) * GROWTH_LIMIT;
  return figures.inputs === inputs && crashes + serverErrors + legitimateFailed === 0 && isBack;
}

export function reportLines(figures: Figures, { tally, user, ended, memory: { before, after } }: Outcome): string[] {
  const ends = [...Map.groupBy(ended, (name) => name)].map(([name, times]) => `  ${name} ended ${times.length} times`);
  const names = Object.keys(after).map(
    (name) => `${name.padEnd(22)}${megabytes(before[name])} MB ->${megabytes(after[name])} MB`,
  );
  return [
    ...tally.lines(),
    '',
    ...names,
    '',
    `${user.sent} ordinary inputs, ${user.failures.length} failed`,
    ...user.failures.slice(0, SHOWN_FAILURES).map((line) => `  ${line}`),
    ...ends,
    ...Object.entries(figures).map(([name, value]) => `${name.padEnd(22)}${String(value).padStart(9)}`),
  ];
}

function megabytes(value = 0): string {
  return value.toFixed(0).padStart(7);
}
